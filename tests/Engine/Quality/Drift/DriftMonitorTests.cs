using Huracan.Contracts.Reports;
using Huracan.Engine;
using Huracan.Engine.Quality.Drift;
using Huracan.Engine.Splits;
using Xunit.Abstractions;

namespace Huracan.Tests.Engine.Quality.Drift;

public class DriftMonitorTests(ITestOutputHelper output)
{
    private const int Seen = 5_000;
    private const int Features = 12;

    [Fact]
    public void Stationary_features_are_seldom_unusual()
    {
        const int Markets = 20, Bars = 2_000;
        var times = Enumerable.Range(0, Markets).Sum(seed => FirstUnusual(seed, Bars, (_, _) => { }) is null ? 0 : 1);

        // 40,000 bars are 4.6 years of hours.
        output.WriteLine($"{times} of {Markets}");
        Assert.InRange(times, 0, 5);
    }

    [Theory]
    [InlineData("a shift of all features")]
    [InlineData("three times the deviation")]
    [InlineData("two features that stand still")]
    public void A_change_is_found_within_200_bars_and_says_by_what(string change)
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var found = FirstUnusual(seed, 200, (row, _) =>
            {
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] = change switch
                    {
                        "a shift of all features" => row[i] + 3,
                        "three times the deviation" => 3 * row[i],
                        _ => i < 2 ? 0.25 : row[i],
                    };
                }
            });
            Assert.True(found is not null, $"market {seed}");
            Assert.True(found.Value > found.Threshold);
            Assert.Contains("above", found.Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void One_row_in_another_unit_is_far_out_and_names_its_feature()
    {
        var (reference, columns) = Reference(1);
        var row = Row(columns, Seen + 10);
        Assert.Equal(DriftLevel.Ok, DriftMonitor.JudgeRow(reference, row)!.Level);
        row[3] = 100;

        var far = DriftMonitor.JudgeRow(reference, row)!;

        Assert.Equal((DriftFinding.OutOfDistribution, DriftLevel.Alarm), (far.Rule, far.Level));
        Assert.True(far.Value > far.Threshold);
        Assert.Contains("'f3', which is 100", far.Reason, StringComparison.Ordinal);
        row[3] = double.MaxValue;
        Assert.True(double.IsFinite(DriftMonitor.JudgeRow(reference, row)!.Value));
    }

    [Fact]
    public void Following_many_bars_says_the_same_as_the_newest_alone()
    {
        var (reference, columns) = Reference(2);
        var (longer, shorter) = (new DriftMonitor(reference), new DriftMonitor(reference));
        for (var bar = Seen; bar < Seen + 700; bar++)
        {
            longer.Add(Row(columns, bar));
            if (bar >= Seen + 700 - DriftMonitor.LongestWindow(reference))
                shorter.Add(Row(columns, bar));
        }

        Assert.Equal(3, longer.JudgeWindows().Count);
        Assert.Equal(longer.JudgeWindows(), shorter.JudgeWindows());
        Assert.Empty(new DriftMonitor(reference).JudgeWindows());
    }

    [Fact]
    public void Shares_are_the_population_stability_index_beside_its_mean_over_the_training_data()
    {
        var columns = new[] { Autoregressive(new SeededRandom(9), 0.5, Seen + 100) };
        var reference = ReferenceBuilder.Of(["f"], columns, [0], [1], new BarRange(0, Seen));
        var monitor = new DriftMonitor(reference);
        for (var bar = Seen; bar < Seen + 50; bar++)
            monitor.Add([columns[0][bar]]);

        var index = PopulationStability.Index(columns[0].AsSpan(0, Seen), columns[0].AsSpan(Seen, 50));

        Assert.Equal(index / reference.Shares!.Usual[0], monitor.JudgeWindows()[0].Value, 1e-12);
    }

    [Theory]
    [InlineData(150, 0, false)]
    [InlineData(400, 0, true)]
    [InlineData(1_000, 50, true)]
    [InlineData(2_000, 100, true)]
    public void What_too_few_bars_cannot_tell_is_left_out(int bars, int longest, bool hasDistance)
    {
        var (_, columns) = Reference(5);
        var reference = Of(columns, bars);

        Assert.Equal((longest, hasDistance), (DriftMonitor.LongestWindow(reference), reference.Distance is not null));
        Assert.Equal(hasDistance, DriftMonitor.JudgeRow(reference, Row(columns, 0)) is not null);
    }

    private static DriftFinding? FirstUnusual(int seed, int bars, Action<double[], int> change)
    {
        var (reference, columns) = Reference(seed);
        var monitor = new DriftMonitor(reference);
        for (var bar = Seen; bar < Seen + bars; bar++)
        {
            var row = Row(columns, bar);
            change(row, bar);
            monitor.Add(row);
            if (monitor.JudgeWindows().FirstOrDefault(finding => finding.Level != DriftLevel.Ok) is { } found)
                return found;
        }
        return null;
    }

    private static (DriftReference Reference, double[][] Columns) Reference(int seed)
    {
        var random = new SeededRandom((ulong)seed);
        double[][] columns = [.. Enumerable.Range(0, Features).Select(i =>
            Autoregressive(random.Fork($"{i}"), i % 2 == 0 ? 0.3 : 0.95, Seen + 2_000))];
        return (Of(columns, Seen), columns);
    }

    private static DriftReference Of(double[][] columns, int bars) => ReferenceBuilder.Of(
        [.. columns.Select((_, i) => $"f{i}")], columns, [.. columns.Select(_ => 0.0)], [.. columns.Select(_ => 1.0)],
        new BarRange(0, bars));

    private static double[] Row(double[][] columns, int bar) => Array.ConvertAll(columns, column => column[bar]);

    private static double[] Autoregressive(SeededRandom random, double memory, int bars)
    {
        var values = new double[bars];
        var state = random.NextGaussian();
        for (var i = 0; i < bars; i++)
            values[i] = state = memory * state + Math.Sqrt(1 - memory * memory) * random.NextGaussian();
        return values;
    }
}
