namespace Huracan.Hamilton;

/// <summary>How <see cref="FolderHamilton"/> reads its folder.</summary>
public sealed record HamiltonOptions
{
    /// <summary>Folder of the factory's reports, <c>reports/factory</c>, from which come the newest verdicts of a champion's regimes and
    /// its drift, and the coins and units of the do-not-trade list that have no champion. Default null: what the bundles say, and
    /// champions alone.</summary>
    public string? FactoryReports { get; init; }

    /// <summary>How long before the newest report of the factory an older one still counts, for units that later ones do not have. What no
    /// run has had for as long is no longer made.</summary>
    public static TimeSpan ReportAge { get; } = TimeSpan.FromDays(31);

    /// <summary>How long after one look at <c>latest.json</c> and at the reports the next call looks again, 0 or more. Default one
    /// second.</summary>
    public TimeSpan CheckEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Most copies of one model, which is how many calls forecast with it at once, 1 or more. A copy is loaded by the first call
    /// that finds the others in use. Default: one a processor.</summary>
    public int Copies { get; init; } = Environment.ProcessorCount;
}
