using Huracan.Engine.Search.Space;

namespace Huracan.Engine.Search.Studies;

/// <summary>Suggests parameter values. Deterministic: the same study, trial and random stream give the same values.</summary>
public interface ISampler
{
    /// <summary>Relative sampling: draws several parameters jointly, once per trial, before its first parameter.</summary>
    /// <param name="study">The study.</param>
    /// <param name="trial">The trial, still without parameters.</param>
    /// <param name="random">A stream of the trial's own.</param>
    /// <returns>Internal values by name; empty where nothing is drawn jointly.</returns>
    IReadOnlyDictionary<string, double> SampleRelative(Study study, FrozenTrial trial, SeededRandom random);

    /// <summary>Independent sampling: the value of one parameter that was not drawn jointly.</summary>
    /// <param name="study">The study.</param>
    /// <param name="trial">The trial with the parameters it has so far.</param>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="distribution">The values there are, two at least.</param>
    /// <param name="random">A stream of the trial's and the parameter's own.</param>
    /// <returns>The internal form, one of the distribution's.</returns>
    double SampleIndependent(Study study, FrozenTrial trial, string name, Distribution distribution, SeededRandom random);

    /// <summary>Called after every trial that has ended.</summary>
    void AfterTrial(Study study, FrozenTrial trial)
    {
    }
}
