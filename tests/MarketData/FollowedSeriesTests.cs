using Huracan.Contracts;
using Huracan.MarketData.Live;
using Huracan.Storage.MarketStore;

namespace Huracan.Tests.MarketData;

public class FollowedSeriesTests
{
    private static readonly Timeframe Minute = new(1);

    [Fact]
    public void Rows_are_accepted_once_and_in_order_whatever_comes_when()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var absent = Enumerable.Range(0, 60).Where(_ => random.Next(10) == 0).ToHashSet(); // the vendor has no such candles
            var series = new FollowedSeries(new SeriesName("SIM001USDT", Minute), 0);
            List<long> accepted = [];
            void Accept(MarketRows rows) => accepted.AddRange(rows.Times);

            for (var now = 1; now <= 60; now++)
            {
                foreach (var place in new[] { now - 1, random.Next(now), random.Next(now) }.Where(place => !absent.Contains(place)))
                {
                    if (random.Next(3) > 0)
                        series.Take(Rows([place]), Accept);
                }
                if (random.Next(5) == 0)
                {
                    var (from, to) = ((int)(series.Due / Minute.Milliseconds), random.Next(now + 1));
                    series.Fill(Rows(Present(from, to)), to * Minute.Milliseconds, Accept);
                }
            }
            series.Fill(Rows(Present((int)(series.Due / Minute.Milliseconds), 60)), 60 * Minute.Milliseconds, Accept);

            Assert.Equal(Present(0, 60).Select(place => place * Minute.Milliseconds), accepted);
            Assert.Equal(60 * Minute.Milliseconds, series.Due);
            var unsaved = series.Unsaved();
            Assert.NotNull(unsaved);
            Assert.Equal(accepted, unsaved.Value.Rows.SelectMany(rows => rows.Times));

            IEnumerable<int> Present(int start, int end) =>
                Enumerable.Range(start, Math.Max(0, end - start)).Where(place => !absent.Contains(place));
        }
    }

    [Fact]
    public void What_is_saved_is_not_saved_again()
    {
        var series = new FollowedSeries(new SeriesName("SIM001USDT", Minute), 0);
        series.Take(Rows([0]), _ => { });
        series.Take(Rows([1]), _ => { });
        var unsaved = series.Unsaved()!.Value;
        series.Take(Rows([2]), _ => { });

        series.Saved(unsaved.Rows.Count, unsaved.Through);
        var rest = series.Unsaved()!.Value;
        series.Saved(rest.Rows.Count, rest.Through);

        Assert.Equal((0, 2 * Minute.Milliseconds), (unsaved.From, unsaved.Through));
        Assert.Equal([2 * Minute.Milliseconds], rest.Rows.SelectMany(rows => rows.Times));
        Assert.Equal((2 * Minute.Milliseconds, 3 * Minute.Milliseconds), (rest.From, rest.Through));
        Assert.Null(series.Unsaved());
    }

    private static MarketRows Rows(IEnumerable<int> places)
    {
        long[] times = [.. places.Select(place => place * Minute.Milliseconds)];
        double[] ones = [.. times.Select(_ => 1.0)];
        return MarketRows.Candles(times, ones, ones, ones, ones, ones, ones, ones, ones);
    }
}
