using Huracan.MarketData.Vendors;
using Huracan.Storage.MarketStore;

namespace Huracan.MarketData.Download;

/// <summary>One request of a download.</summary>
internal abstract record PlanStep
{
    /// <summary>Which months the archive has.</summary>
    public sealed record ListMonths : PlanStep;

    /// <summary>Which days of a month the archive has.</summary>
    /// <param name="Month">The month.</param>
    public sealed record ListDays(Month Month) : PlanStep;

    /// <summary>A file of the archive, of a month or a day of it.</summary>
    /// <param name="Month">The month.</param>
    /// <param name="File">The file.</param>
    /// <param name="Origin">Which kind.</param>
    public sealed record Read(Month Month, ArchiveFile File, PartOrigin Origin) : PlanStep;

    /// <summary>Rows by REST.</summary>
    /// <param name="Month">The month they are of.</param>
    /// <param name="Start">First time.</param>
    /// <param name="End">Exclusive.</param>
    public sealed record Ask(Month Month, long Start, long End) : PlanStep;
}
