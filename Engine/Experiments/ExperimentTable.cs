using Huracan.Engine.Experiments.Comparison;

namespace Huracan.Engine.Experiments;

/// <summary><c>table.json</c>: the models of an experiment in the order of their ranks, and which differ by more than chance.</summary>
/// <param name="Name">The experiment.</param>
/// <param name="Metric">What models are compared by, on validation.</param>
/// <param name="Block">What counts as one observation.</param>
/// <param name="Blocks">The blocks compared, by name.</param>
/// <param name="Series">Number of (coin, timeframe, horizon) that every model was trained on with every seed.</param>
/// <param name="Seeds">The seeds, averaged over.</param>
/// <param name="Alpha">Probability of any false difference.</param>
/// <param name="Control">The model that the others are compared with.</param>
/// <param name="Models">The models, the best mean rank first.</param>
/// <param name="Friedman">Whether any model differs; null with fewer than two blocks.</param>
/// <param name="CriticalDifference">Least difference of two mean ranks that is more than chance; null with fewer than two blocks.</param>
/// <param name="Groups">Models that Nemenyi's test does not tell apart.</param>
/// <param name="Comparisons">Each other model beside the control, in the order of the ranks.</param>
/// <param name="LeftOut">The series that are not compared, each with the reason.</param>
/// <param name="Verdict">What can be said, in words.</param>
public sealed record ExperimentTable(
    string Name,
    ExperimentMetric Metric,
    ExperimentBlock Block,
    IReadOnlyList<string> Blocks,
    int Series,
    IReadOnlyList<ulong> Seeds,
    double Alpha,
    string Control,
    IReadOnlyList<ModelStanding> Models,
    FriedmanTest? Friedman,
    double? CriticalDifference,
    IReadOnlyList<IReadOnlyList<string>> Groups,
    IReadOnlyList<ControlComparison> Comparisons,
    IReadOnlyList<SeriesLeftOut> LeftOut,
    string Verdict);

/// <summary>A series that is not compared, for all models.</summary>
/// <param name="Series">Coin, timeframe and horizon.</param>
/// <param name="Reason">Which model has no result, and why.</param>
public sealed record SeriesLeftOut(string Series, string Reason);
