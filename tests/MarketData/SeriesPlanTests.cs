using Huracan.Engine;
using Huracan.MarketData.Download;
using Huracan.MarketData.Vendors;
using Huracan.Storage.MarketStore;

namespace Huracan.Tests.MarketData;

public class SeriesPlanTests
{
    private const long Hour = 3_600_000, Day = 24 * Hour;

    /// <summary>
    /// Whatever the archive has and whenever it is asked: each step covers what was not covered, nothing is asked twice, and at the end all
    /// is fetched that may be.
    /// </summary>
    [Fact]
    public void A_thousand_random_archives_are_fetched_whole_without_asking_twice()
    {
        var random = new SeededRandom(5);
        for (var round = 0; round < 1_000; round++)
        {
            var first = new Month(2024, 1 + random.NextInt(9));
            var now = first.Start + random.NextInt(120) * Day + random.NextInt(24) * Hour;
            var plan = new SeriesPlan(first.Start, now - now % Hour, now, (1 + random.NextInt(2_000)) * Hour, random.NextInt(4) > 0);
            Play(plan, new ArchiveLottery(random));
        }
    }

    [Fact]
    public void A_final_month_is_left_alone()
    {
        var month = new Month(2024, 1);
        var plan = new SeriesPlan(month.Start, month.End, month.End + Day, Day, HasArchive: true);
        var index = new SeriesIndex("test", [Part(month, month.End, PartOrigin.MonthlyArchive, isFinal: true)]);

        Assert.Null(plan.Next(index, new ArchiveContents()));
        Assert.Empty(plan.Open(index));
    }

    [Fact]
    public void A_month_fetched_by_REST_is_final_when_the_archive_will_not_have_it_any_more()
    {
        var month = new Month(2024, 1);
        SeriesPlan At(long now, bool hasArchive) => new(month.Start, month.End, now, Day, hasArchive);

        Assert.False(At(month.End + 59 * Day, true).IsFinal(month, month.End, PartOrigin.Rest));
        Assert.True(At(month.End + 61 * Day, true).IsFinal(month, month.End, PartOrigin.Rest));
        Assert.True(At(month.End, false).IsFinal(month, month.End, PartOrigin.Rest));
        Assert.False(At(month.End + 61 * Day, true).IsFinal(month, month.End - Hour, PartOrigin.Rest));
        Assert.True(At(month.End + Day, true).IsFinal(month, month.End, PartOrigin.MonthlyArchive));
    }

    private static void Play(SeriesPlan plan, ArchiveLottery lottery)
    {
        var (index, archive, asked) = (new SeriesIndex("test", []), new ArchiveContents(), new HashSet<PlanStep>());
        while (plan.Next(index, archive) is { } step)
        {
            Assert.True(asked.Add(step), $"{step} is asked twice.");
            switch (step)
            {
                case PlanStep.ListMonths:
                    archive.Months = lottery.Months(plan);
                    break;
                case PlanStep.ListDays days:
                    archive.Days[days.Month] = lottery.Days(days.Month, plan.Now);
                    break;
                case PlanStep.Read read:
                    Assert.True(read.File.End <= plan.Now, "The archive has no file of a period that is not over.");
                    index = index.With(Part(read.Month, read.File.End, read.Origin, plan.IsFinal(read.Month, read.File.End, read.Origin)));
                    break;
                case PlanStep.Ask ask:
                    Assert.Equal(index.Of(ask.Month)?.Through ?? ask.Month.Start, ask.Start);
                    Assert.InRange(ask.End - ask.Start, 1, plan.Span);
                    Assert.True(ask.End <= plan.End && ask.End <= ask.Month.End, $"{ask} asks too far.");
                    index = index.With(Part(ask.Month, ask.End, PartOrigin.Rest, plan.IsFinal(ask.Month, ask.End, PartOrigin.Rest)));
                    break;
            }
        }
        foreach (var month in Month.Between(plan.Start, plan.End))
            Assert.Equal(Math.Min(month.End, plan.End), index.Of(month)?.Through);
    }

    private static SeriesPart Part(Month month, long through, PartOrigin origin, bool isFinal) =>
        new($"{month}", through, 1, 0, 0, origin, isFinal, 0, "", default);

    private sealed class ArchiveLottery(SeededRandom random)
    {
        public Dictionary<long, ArchiveFile> Months(SeriesPlan plan) => Month.Between(plan.Start, plan.Now)
            .Where(month => month.End <= plan.Now && random.NextInt(2) == 0)
            .ToDictionary(month => month.Start, month => new ArchiveFile($"{month}", month.Start, month.End));

        public Dictionary<long, ArchiveFile> Days(Month month, long now)
        {
            var days = new Dictionary<long, ArchiveFile>();
            for (var day = month.Start; day + Day <= Math.Min(month.End, now); day += Day)
            {
                if (random.NextInt(3) > 0)
                    days[day] = new ArchiveFile($"{day}", day, day + Day);
            }
            return days;
        }
    }
}
