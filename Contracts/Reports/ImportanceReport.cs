namespace Huracan.Contracts.Reports;

/// <summary>
/// <c>importance.json</c>: what a candidate's best model makes of each feature, measured on validation, which it was not fitted on. It
/// tells what the model uses, not what moves prices (docs/importance.md).
/// </summary>
/// <param name="Family">Model family.</param>
/// <param name="Horizon">Horizon in bars.</param>
/// <param name="From">Open time of the first bar it was measured on, UTC.</param>
/// <param name="To">Open time of the last one.</param>
/// <param name="ValidationBars">Bars of validation with a known outcome.</param>
/// <param name="Bars">How many of them were forecast: all, or evenly spaced blocks.</param>
/// <param name="Blocks">Blocks that they are cut into; their means give the standard errors.</param>
/// <param name="Repeats">Shifts of each block.</param>
/// <param name="LogLoss">Mean log loss on these bars as they are, nats, not calibrated.</param>
/// <param name="Verdict">What can be told from noise, in words.</param>
/// <param name="Features">Every feature, the greatest increase first.</param>
/// <param name="Groups">
/// Every feature in one group: those whose ranks are correlated on train are moved together. The greatest increase first.
/// </param>
public sealed record ImportanceReport(
    string Family,
    int Horizon,
    DateTimeOffset From,
    DateTimeOffset To,
    int ValidationBars,
    int Bars,
    int Blocks,
    int Repeats,
    double LogLoss,
    string Verdict,
    IReadOnlyList<FeatureImportance> Features,
    IReadOnlyList<FeatureGroup> Groups)
{
    /// <summary>What the family says itself of its features, such as gain and SHAP of trees; empty where it says nothing.</summary>
    public IReadOnlyList<ImportanceMeasure> Measures { get; init; } = [];

    /// <summary>Bars that the family was asked about for them; 0 where it says nothing.</summary>
    public int ExplainedBars { get; init; }
}

/// <summary>A figure that a family gives of each of its features.</summary>
/// <param name="Name">Its key among the figures of a feature, such as <c>gain</c>.</param>
/// <param name="Meaning">What it is, with its unit.</param>
public sealed record ImportanceMeasure(string Name, string Meaning);
