using System.Collections.Immutable;
using Huracan.Engine.Search.Space;

namespace Huracan.Engine.Search.Studies;

/// <summary>A running trial: suggests parameters, takes reports, answers whether to prune.</summary>
public sealed class Trial
{
    private readonly Study study;
    private readonly ImmutableArray<KeyValuePair<string, TrialParameter>> given;
    private readonly SeededRandom random;
    private IReadOnlyDictionary<string, double>? relative;

    internal Trial(Study study, int number, ImmutableArray<KeyValuePair<string, TrialParameter>> given, SeededRandom random)
    {
        (this.study, Number, this.given, this.random) = (study, number, given, random);
    }

    /// <summary>Its number.</summary>
    public int Number { get; }

    /// <summary>Its current state.</summary>
    public FrozenTrial Frozen => study.Trials[Number];

    /// <summary>The value of a parameter, the same however often it is asked for.</summary>
    /// <returns>The external form.</returns>
    /// <exception cref="Contracts.InputRefusedException">The name was of another kind in an earlier trial.</exception>
    public object? Suggest(string name, Distribution distribution)
    {
        if (Frozen.TryGet(name, out var known))
            return known.External;
        study.Claim(name, distribution);
        var parameter = new TrialParameter(distribution, Value(name, distribution));
        study.Set(Frozen with { Parameters = Frozen.Parameters.Add(KeyValuePair.Create(name, parameter)) });
        return parameter.External;
    }

    /// <summary>Suggests every parameter of a space whose condition holds, and stores the trial.</summary>
    /// <returns>External values by name.</returns>
    public IReadOnlyDictionary<string, object?> Suggest(SearchSpace space)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var parameter in space.Parameters)
        {
            var isActive = parameter.Parent is null || (values.TryGetValue(parameter.Parent, out var parent) && parameter.When(parent));
            if (isActive)
                values[parameter.Name] = Suggest(parameter.Name, parameter.Distribution);
        }
        Keep();
        return values;
    }

    /// <summary>Stores the trial, so that others see it running. A report and the end do so too.</summary>
    public void Keep() => study.Put(Frozen);

    /// <summary>Reports an intermediate value; the first of a step is kept.</summary>
    /// <param name="value">The value so far; may be NaN or infinite.</param>
    /// <param name="step">0 or more.</param>
    public void Report(double value, int step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        var reports = Frozen.Reports;
        var place = reports.Length;
        while (place > 0 && reports[place - 1].Key >= step)
            place--;
        if (place == reports.Length || reports[place].Key != step)
            study.Put(Frozen with { Reports = reports.Insert(place, KeyValuePair.Create(step, value)) });
    }

    /// <summary>Whether the pruner would stop it after its last report.</summary>
    public bool ShouldPrune() => study.Pruner.ShouldPrune(study, Frozen);

    /// <summary>Sets a user attribute.</summary>
    /// <param name="key">Name, up to 512 characters.</param>
    /// <param name="json">JSON.</param>
    public void SetAttribute(string key, string json) =>
        study.Put(Frozen with { UserAttributes = Frozen.UserAttributes.SetItem(key, json) });

    private double Value(string name, Distribution distribution)
    {
        foreach (var (key, parameter) in given)
        {
            if (key == name && distribution.Contains(parameter.Value))
                return parameter.Value;
        }
        if (distribution.IsSingle)
            return distribution is NumericDistribution numeric ? numeric.Low : 0;
        relative ??= study.Sampler.SampleRelative(study, Frozen, random.Fork("together"));
        return relative.TryGetValue(name, out var value) && distribution.Contains(value)
            ? value
            : study.Sampler.SampleIndependent(study, Frozen, name, distribution, random.Fork(name));
    }
}
