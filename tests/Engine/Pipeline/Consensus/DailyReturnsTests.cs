using System.Text.Json;
using Huracan.Engine;
using Huracan.Engine.Pipeline.Consensus;

namespace Huracan.Tests.Engine.Pipeline.Consensus;

public class DailyReturnsTests
{
    private const long Day = 86_400_000;

    [Fact]
    public void Bars_of_a_day_compound()
    {
        var days = DailyReturns.Of([Day - 2, Day - 1, Day, 3 * Day], [0.1, 0.1, -0.05, 0.02]);

        Assert.Equal([0.21, -0.05, 0.02], days.Select(day => Math.Round(day, 12)));
    }

    [Fact]
    public void The_paired_test_agrees_with_scipy()
    {
        var golden = JsonDocument.Parse(File.ReadAllText(Repository.Golden("consensus", "paired_test.json"))).RootElement;
        foreach (var one in golden.EnumerateArray())
        {
            var difference = DailyReturns.Compare(Values(one, "one"), Values(one, "other"));

            Assert.Equal(one.GetProperty("t").GetDouble(), difference.MeanBps / difference.StandardErrorBps, 1e-9);
            Assert.Equal(one.GetProperty("p").GetDouble(), difference.PValue, 1e-9);
        }
    }

    [Fact]
    public void Noise_is_called_a_difference_one_time_in_twenty()
    {
        var random = new SeededRandom(8);
        double[] Noise() => [.. Enumerable.Range(0, 40).Select(_ => random.NextGaussian())];

        var found = Enumerable.Range(0, 2_000).Count(_ => DailyReturns.Compare(Noise(), Noise()).PValue <= 0.05);

        Assert.InRange(found / 2_000.0, 0.05 - 3 * 0.0049, 0.05 + 3 * 0.0049);
    }

    [Fact]
    public void The_same_returns_and_a_single_day_are_not_tested()
    {
        Assert.Equal(double.NaN, DailyReturns.Compare([0.1, 0.2], [0.1, 0.2]).PValue);
        Assert.Equal(double.NaN, DailyReturns.Compare([0.1, 0.2, 0.1], [0.1, 0.1, 0.1]).PValue);
        Assert.Equal(double.NaN, DailyReturns.Compare([0.1], [0.2]).StandardErrorBps);
    }

    private static double[] Values(JsonElement from, string name) =>
        [.. from.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
}
