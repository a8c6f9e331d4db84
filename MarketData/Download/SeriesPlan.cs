using Huracan.Storage.MarketStore;

namespace Huracan.MarketData.Download;

/// <summary>
/// What to ask next for a series: a month that is over from the archive, whole; else its days from the archive; what the archive does not
/// have, by REST. Months that are final are left alone.
/// </summary>
/// <param name="Start">Months from the one of this time on, milliseconds since the Unix epoch.</param>
/// <param name="End">Until when rows may be asked for, exclusive.</param>
/// <param name="Now">The vendor's time.</param>
/// <param name="Span">How long a period one request by REST may ask for.</param>
/// <param name="HasArchive">Whether the vendor has an archive.</param>
internal sealed record SeriesPlan(long Start, long End, long Now, long Span, bool HasArchive)
{
    // So long after its end a month that the archive does not have will not come any more.
    private const long ArchiveDelayMs = 60 * DayMs;
    private const long DayMs = 86_400_000;

    /// <summary>The months that are not final.</summary>
    public IEnumerable<Month> Open(SeriesIndex index) => Month.Between(Start, End).Where(month => index.Of(month) is not { IsFinal: true });

    /// <summary>The next request; null where nothing is left to ask.</summary>
    public PlanStep? Next(SeriesIndex index, ArchiveContents archive) => Open(index)
        .Select(month => NextOf(month, index.Of(month)?.Through ?? month.Start, archive))
        .FirstOrDefault(step => step is not null);

    /// <summary>Whether a month that is fetched so far need not be fetched again.</summary>
    public bool IsFinal(Month month, long through, PartOrigin origin) => origin == PartOrigin.MonthlyArchive
        || (through >= month.End && (!HasArchive || Now > month.End + ArchiveDelayMs));

    private PlanStep? NextOf(Month month, long through, ArchiveContents archive)
    {
        var end = Math.Min(month.End, End);
        if (HasArchive && Now >= month.End)
        {
            if (archive.Months is null)
                return new PlanStep.ListMonths();
            if (archive.Months.TryGetValue(month.Start, out var whole))
                return new PlanStep.Read(month, whole, PartOrigin.MonthlyArchive);
        }
        if (through >= end)
            return null;
        if (!HasArchive || NextMidnight(through) > end)
            return new PlanStep.Ask(month, through, Math.Min(end, through + Span));
        if (!archive.Days.TryGetValue(month, out var days))
            return new PlanStep.ListDays(month);
        if (through % DayMs == 0 && days.TryGetValue(through, out var day))
            return new PlanStep.Read(month, day, PartOrigin.DailyArchive);
        var next = days.Keys.Where(start => start > through).DefaultIfEmpty(end).Min();
        return new PlanStep.Ask(month, through, Math.Min(Math.Min(end, next), through + Span));
    }

    private static long NextMidnight(long time) => (time / DayMs + 1) * DayMs;
}
