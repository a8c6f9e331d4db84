namespace Huracan.Contracts.Reports;

/// <summary>The end of a run: what was done, what was refused and why.</summary>
/// <param name="RunId">Sortable name of the run.</param>
/// <param name="Version">Version the results are published under.</param>
/// <param name="Source">Where the candles came from.</param>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Done">Units scored.</param>
/// <param name="Skipped">Units refused for their data.</param>
/// <param name="Failed">Units in which something broke.</param>
/// <param name="Actions">Number of units per action.</param>
/// <param name="Units">Every unit, by coin and timeframe.</param>
public sealed record RunSummary(
    string RunId,
    string Version,
    string Source,
    ulong Seed,
    int Done,
    int Skipped,
    int Failed,
    IReadOnlyDictionary<string, int> Actions,
    IReadOnlyList<UnitResult> Units);
