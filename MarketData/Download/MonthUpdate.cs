using Huracan.Storage.MarketStore;

namespace Huracan.MarketData.Download;

/// <summary>Newer rows of a month of a series.</summary>
/// <param name="Month">The month.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Through">Until when they are all there is, exclusive, milliseconds since the Unix epoch.</param>
/// <param name="Origin">Where they come from. After the archive's file of a month all of it counts as the archive's.</param>
/// <param name="IsFinal">Whether the month need not be fetched again.</param>
internal sealed record MonthUpdate(Month Month, MarketRows Rows, long Through, PartOrigin Origin, bool IsFinal)
{
    /// <summary>Writes them into a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="series">The series.</param>
    /// <param name="index">What there is of it before.</param>
    /// <param name="fetched">When they were fetched.</param>
    /// <param name="revised">How many rows were there with other numbers.</param>
    /// <returns>What there is of the series now.</returns>
    /// <exception cref="IOException">It cannot be written; nothing half-written is left.</exception>
    public SeriesIndex Write(CandleStore store, SeriesName series, SeriesIndex index, DateTimeOffset fetched, out int revised)
    {
        var before = index.Of(Month);
        var (all, worst) = (Rows, Origin);
        revised = 0;
        if (before is not null && store.Read(series, before) is { } stored)
        {
            all = stored.With(Rows, out revised);
            if (Origin != PartOrigin.MonthlyArchive)
                worst = Origin > before.Origin ? Origin : before.Origin;
        }
        var part = new SeriesPart(
            Month.ToString(), Through: Math.Max(Through, before?.Through ?? 0), Rows: 0, First: 0, Last: 0, worst, IsFinal,
            (before?.Revised ?? 0) + revised, "", fetched);
        return store.Write(series, index, part, all);
    }
}
