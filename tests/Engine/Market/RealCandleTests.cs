using System.Globalization;
using System.IO.Compression;
using Huracan.Contracts;
using Huracan.Contracts.Preflight;
using Huracan.Engine.Market;

namespace Huracan.Tests.Engine.Market;

/// <summary>The preflight on real candles, whose defects and quirks are known.</summary>
public class RealCandleTests
{
    [SharedDataFact]
    public void A_dead_coin_is_named_with_its_last_traded_candle() =>
        Assert.Contains(
            "2022-11-14 04:00", PreflightTests.AssertBlocked("dead_coin", Read("FTTUSDT", "1h")).Message, StringComparison.Ordinal);

    [SharedDataFact]
    public void A_stable_pair_is_blocked() => PreflightTests.AssertBlocked("stable_pair", Read("USDCUSDT", "15m"));

    [SharedDataFact]
    public void A_young_coin_trains_at_fine_timeframes_and_is_refused_at_four_hours()
    {
        Assert.Equal(PreflightVerdict.OkToTrain, Preflight.Check(Read("PUMPUSDT", "15m")).Verdict);
        Assert.Equal(PreflightVerdict.OkToTrain, Preflight.Check(Read("PUMPUSDT", "1h")).Verdict);
        var refused = Preflight.Check(Read("PUMPUSDT", "1h"), usedAs: Timeframe.H4);
        Assert.Equal(PreflightVerdict.Blocked, refused.Verdict);
        Assert.Contains("too_short", refused.Reason, StringComparison.Ordinal);
    }

    [SharedDataFact]
    public void The_crash_of_October_2025_is_kept()
    {
        var result = Preflight.Check(Read("ADAUSDT", "15m"));
        Assert.Equal(PreflightVerdict.OkToTrain, result.Verdict);
        Assert.Contains(result.Findings, f =>
            f.Code is "large_move" or "spike_reverted" && f.Message.Contains("2025-10-10", StringComparison.Ordinal));
    }

    [SharedDataFact]
    public void An_outage_is_marked_down_to_the_hour()
    {
        var series = Preflight.Check(Read("BTCUSDT", "15m")).Series!;
        var marked = Enumerable.Range(0, series.Count).Where(i => series.Marked[i]).ToArray();
        Assert.Equal(4, marked.Length);
        Assert.Equal(
            new DateTimeOffset(2024, 10, 28, 20, 0, 0, TimeSpan.Zero),
            DateTimeOffset.FromUnixTimeMilliseconds(series.OpenTimes[marked[0]]));
    }

    [SharedDataFact]
    public void Every_other_perpetual_of_15m_may_train()
    {
        foreach (var path in Directory.EnumerateFiles(SharedData.Candles, "*_15m.csv.gz").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path)[..^7].Split('_');
            if (name[0] is "FTTUSDT" or "USDCUSDT")
                continue;
            var result = Preflight.Check(Read(name[0], name[1]));
            Assert.True(result.Verdict == PreflightVerdict.OkToTrain, $"{name[0]} {name[1]}: {result.Reason}");
        }
    }

    [SharedDataFact]
    public void Fifteen_minutes_resampled_are_the_hours_of_another_source()
    {
        // Known differences: two hours of 2024-10-28, one of 2025-01-14, and the unfinished last candle.
        var fine = Resampler.To(Preflight.Check(Read("BTCUSDT", "15m")).Series!, Timeframe.H1);
        var hours = Preflight.Check(Read("BTCUSDT", "1h")).Series!;
        int common = 0, different = 0;
        for (var i = 0; i < hours.Count; i++)
        {
            var k = fine.IndexOf(hours.OpenTimes[i]);
            if (k < 0)
                continue;
            common++;
            if (hours.Open[i] != fine.Open[k] || hours.High[i] != fine.High[k] || hours.Low[i] != fine.Low[k]
                || hours.Close[i] != fine.Close[k])
                different++;
        }
        Assert.InRange(common, 20_000, 30_000);
        Assert.InRange(different, 0, 6);
    }

    private static RawCandles Read(string coin, string timeframe)
    {
        var path = Path.Combine(SharedData.Candles, $"{coin}_{timeframe}.csv.gz");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        reader.ReadLine();
        var times = new List<long>();
        var columns = Enumerable.Range(0, 5).Select(_ => new List<double>()).ToArray();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            times.Add(
                DateTimeOffset.Parse(cells[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds());
            for (var c = 0; c < 5; c++)
                columns[c].Add(double.Parse(cells[c + 1], CultureInfo.InvariantCulture));
        }
        return new RawCandles(
            coin, Timeframe.Parse(timeframe), Path.GetFileName(path), [.. times], [.. columns[0]], [.. columns[1]], [.. columns[2]],
            [.. columns[3]], [.. columns[4]]);
    }
}
