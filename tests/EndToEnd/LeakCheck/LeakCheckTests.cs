using System.Globalization;
using System.Text;
using Huracan.Tests.EndToEnd.Harness;

namespace Huracan.Tests.EndToEnd.LeakCheck;

public sealed class LeakCheckTests : IDisposable
{
    private readonly Scratch scratch = new();

    [Fact]
    public async Task Our_own_pipeline_is_clean()
    {
        var config = scratch.Write("train.yaml", "simulation: {coins: 1, bars: 2500, timeframe: 1h}\ntimeframes: [1h]\n");
        var outcome = await HuracanProcess.RunAsync("leak-check", "--config", config, "--coins", "SIM001USDT", "--cuts", "3");
        outcome.Expect(0);
        Assert.Contains("SIM001USDT/1h: no leak found", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(13, outcome.Output.Split("  OK    ").Length - 1);
    }

    [Fact]
    public async Task A_table_with_a_leak_ends_with_1_and_one_without_with_0()
    {
        var (features, candles) = (scratch.Path("features.csv"), scratch.Path("BTCUSDT_1h.csv"));
        var table = new StringBuilder("datetime,honest,leaking,y\n");
        var prices = new StringBuilder("open_time,open,high,low,close,volume\n");
        var close = Walk(600);
        for (var t = 0; t < 500; t++)
        {
            var time = DateTime.UnixEpoch.AddHours(480_000 + t).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
            var honest = t < 3 ? 0 : close[t] - close[t - 3];
            prices.Append(CultureInfo.InvariantCulture, $"{time},{close[t]},{close[t] + 1},{close[t] - 1},{close[t]},1\n");
            table.Append(CultureInfo.InvariantCulture, $"{time},{honest},{close[t + 1] - close[t]},{close[t + 4] - close[t]}\n");
        }
        File.WriteAllText(features, table.ToString());
        File.WriteAllText(candles, prices.ToString());
        string[] arguments = ["leak-check", "--features", features, "--label", "y", "--horizon", "4", "--candles", candles];

        var leaking = await HuracanProcess.RunAsync(arguments);
        leaking.Expect(1);
        Assert.Matches("leaking: (1|0.99\\d+); rank correlation with the return 1 bars later", leaking.Output);
        Assert.DoesNotContain("honest:", leaking.Output, StringComparison.Ordinal);

        (await HuracanProcess.RunAsync([.. arguments, "--leave-out", "leaking"])).Expect(0);
        (await HuracanProcess.RunAsync("leak-check", "--features", features)).Expect(2);
    }

    public void Dispose() => scratch.Dispose();

    // Steps of -3 to 3 that do not repeat.
    private static double[] Walk(int count)
    {
        var (close, state) = (new double[count], 12345u);
        close[0] = 1_000;
        for (var t = 1; t < count; t++)
        {
            state = state * 1664525 + 1013904223;
            close[t] = close[t - 1] + (state >> 8) % 601 / 100.0 - 3;
        }
        return close;
    }
}
