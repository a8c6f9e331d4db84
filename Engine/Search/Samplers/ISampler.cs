using Huracan.Engine.Search.Space;
using Huracan.Engine.Search.Studies;

namespace Huracan.Engine.Search.Samplers;

/// <summary>Suggests parameters. The same study, trial and random stream give the same values.</summary>
public interface ISampler
{
    /// <summary>Values that are drawn together, since they belong together: once per trial, before its first parameter.</summary>
    /// <param name="study">The study.</param>
    /// <param name="trial">The trial, still without parameters.</param>
    /// <param name="random">A stream of the trial's own.</param>
    /// <returns>Internal values by name; empty where nothing is drawn together.</returns>
    IReadOnlyDictionary<string, double> Together(Study study, FrozenTrial trial, SeededRandom random);

    /// <summary>The value of one parameter that was not drawn with others.</summary>
    /// <param name="study">The study.</param>
    /// <param name="trial">The trial with the parameters it has so far.</param>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="distribution">The values there are, two at least.</param>
    /// <param name="random">A stream of the trial's and the parameter's own.</param>
    /// <returns>The internal form, one of the distribution's.</returns>
    double Alone(Study study, FrozenTrial trial, string name, Distribution distribution, SeededRandom random);

    /// <summary>Told of every trial that has ended, for what it keeps in mind.</summary>
    void Told(Study study, FrozenTrial trial)
    {
    }
}
