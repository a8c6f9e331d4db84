namespace Huracan.Contracts.Reports;

/// <summary>What a model makes of one feature.</summary>
/// <param name="Feature">Its name.</param>
/// <param name="Increase">By how much the log loss rises where it is moved in time and nothing else is.</param>
public sealed record FeatureImportance(string Feature, LossIncrease Increase)
{
    /// <summary>The family's own figures by name; the report says what each is.</summary>
    public IReadOnlyDictionary<string, double> Measures { get; init; } = new Dictionary<string, double>();
}

/// <summary>What a model makes of features that say much the same.</summary>
/// <param name="Features">Their names, in the order of the feature set; one or more.</param>
/// <param name="Increase">By how much the log loss rises where all of them are moved together.</param>
public sealed record FeatureGroup(IReadOnlyList<string> Features, LossIncrease Increase)
{
    /// <summary>The first name, and how many more there are.</summary>
    public string Name => Features.Count == 1 ? Features[0] : $"{Features[0]} + {Features.Count - 1}";
}
