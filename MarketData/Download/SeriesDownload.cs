using Huracan.MarketData.Vendors;
using Huracan.Storage.MarketStore;

namespace Huracan.MarketData.Download;

/// <summary>Downloads a series, request by request. What a request gave is stored before the next one is sent.</summary>
/// <param name="store">Where to.</param>
/// <param name="vendor">From where.</param>
/// <param name="series">What.</param>
/// <param name="plan">Of which time.</param>
/// <param name="time">Clock of the time of fetching.</param>
internal sealed class SeriesDownload(CandleStore store, IMarketDataVendor vendor, SeriesName series, SeriesPlan plan, TimeProvider time)
{
    private readonly ArchiveContents archive = new();

    /// <summary>Rows that were fetched before and came with other numbers.</summary>
    public int Revised { get; private set; }

    /// <summary>The end of the last row, where the vendor no longer knows the coin; else null.</summary>
    public long? Ended { get; private set; }

    /// <summary>Fetches what is missing.</summary>
    /// <param name="told">Told of each request that is done: rows, and months that are left.</param>
    /// <param name="cancellationToken">Stops it between requests.</param>
    /// <exception cref="VendorException">The vendor does not give it.</exception>
    public async Task RunAsync(Action<int, int> told, CancellationToken cancellationToken)
    {
        var index = store.Index(series);
        while (plan.Next(index, archive) is { } step)
        {
            var rows = 0;
            switch (step)
            {
                case PlanStep.ListMonths:
                    archive.Months = ByStart(await vendor.MonthsAsync(series, cancellationToken));
                    break;
                case PlanStep.ListDays days:
                    archive.Days[days.Month] = ByStart(await vendor.DaysAsync(series, days.Month, cancellationToken));
                    break;
                case PlanStep.Read read:
                    var file = await vendor.ReadAsync(series, read.File, cancellationToken);
                    index = Store(index, read.Month, file, read.File.End, read.Origin);
                    rows = file.Count;
                    break;
                case PlanStep.Ask ask:
                    try
                    {
                        var page = await vendor.RowsAsync(series, ask.Start, ask.End, cancellationToken);
                        index = Store(index, ask.Month, page, ask.End, PartOrigin.Rest);
                        rows = page.Count;
                    }
                    catch (UnknownCoinException) when (index.Parts.Any(part => part.Rows > 0))
                    {
                        Ended = index.Parts.Max(part => part.Last) + (series.Timeframe?.Milliseconds ?? 0);
                        return;
                    }
                    break;
            }
            told(rows, plan.Open(index).Count(month => index.Of(month) is not { } part || part.Through < month.End));
        }
    }

    private static Dictionary<long, ArchiveFile> ByStart(IReadOnlyList<ArchiveFile> files) => files.ToDictionary(file => file.Start);

    private SeriesIndex Store(SeriesIndex index, Month month, MarketRows rows, long through, PartOrigin origin)
    {
        var changed = new MonthUpdate(month, rows, through, origin, plan.IsFinal(month, through, origin))
            .Write(store, series, index, time.GetUtcNow(), out var revised);
        Revised += revised;
        return changed;
    }
}
