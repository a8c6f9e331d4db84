using Huracan.Tests.EndToEnd.Harness;

namespace Huracan.Tests.EndToEnd.Backtest;

public sealed class BacktestTests : IDisposable
{
    private const string Candles = """
        open_time,open,high,low,close,volume
        2024-01-01T00:00:00Z,100,101,99,100,10
        2024-01-01T01:00:00Z,100,106,99,105,10
        2024-01-01T02:00:00Z,110,111,104,106,10
        2024-01-01T03:00:00Z,120,121,118,119,10
        2024-01-01T04:00:00Z,119,120,100,101,10
        2024-01-01T05:00:00Z,100,101,80,82,10

        """;

    // Long 2 from the open of 01:00 at 100 until the signal turns, at the open of 03:00 at 120; then short 1 at 120 with its target 20 %
    // away at 96, which is touched at 05:00. At 10 bp a leg: 0.1 % of 200 + 240, then of 120 + 96.
    private const string Signals = """
        time,signal,quantity,stop,target
        2024-01-01T00:00:00Z,1,2,,
        2024-01-01T02:00:00Z,-1,1,0.1,0.2

        """;

    private readonly Scratch scratch = new();

    [Fact]
    public async Task A_hand_made_example_is_traded_as_by_hand()
    {
        var outcome = await BacktestAsync(Candles, Signals, "--fee-bps", "10");

        outcome.Expect(0);
        var trades = File.ReadAllLines(scratch.Path("out/trades.csv"));
        Assert.Equal(
            "entry_time,entry_price,exit_time,exit_price,side,quantity,reason,fees,pnl", string.Join(',', trades[0].Split(',')[..9]));
        Assert.Equal(
            "2024-01-01T01:00:00Z,100,2024-01-01T03:00:00Z,120,1,2,reverse,0.44,39.56", string.Join(',', trades[1].Split(',')[..9]));
        Assert.Equal(
            "2024-01-01T03:00:00Z,120,2024-01-01T06:00:00Z,96,-1,1,target,0.216,23.784", string.Join(',', trades[2].Split(',')[..9]));
        Assert.Equal(3, trades.Length);
        Assert.Equal(7, File.ReadAllLines(scratch.Path("out/equity.csv")).Length);
        Assert.EndsWith("10063.344", File.ReadAllLines(scratch.Path("out/equity.csv"))[^1].Split(',')[1], StringComparison.Ordinal);
        Assert.True(File.Exists(scratch.Path("out/ledger.csv")));
        Assert.True(File.Exists(scratch.Path("out/backtest_metrics.json")));
    }

    [Fact]
    public async Task A_stop_is_a_fraction_of_the_entry_price()
    {
        var outcome = await BacktestAsync(Candles, "time,signal,quantity,stop,target\n2024-01-01T02:00:00Z,1,1,0.1,\n");

        outcome.Expect(0);
        var trade = File.ReadAllLines(scratch.Path("out/trades.csv"))[1].Split(',');
        Assert.Equal(("120", "108", "stop"), (trade[1], trade[3], trade[6])); // 10 % below 120, touched by the low of 04:00
    }

    [Fact]
    public async Task Positions_can_be_held_for_a_number_of_bars()
    {
        var outcome = await BacktestAsync(Candles, "time,signal\n2024-01-01T00:00:00Z,1\n2024-01-01T01:00:00Z,0\n", "--hold-bars", "3");

        outcome.Expect(0);
        var trade = File.ReadAllLines(scratch.Path("out/trades.csv"))[1].Split(',');
        Assert.Equal(("2024-01-01T04:00:00Z", "119", "horizon"), (trade[2], trade[3], trade[6]));
    }

    [Theory]
    [InlineData("2024-01-01T00:00:00Z,2,1,,", "row 2", "-1, 0 or 1")]
    [InlineData("2024-01-01T00:00:00Z,,1,,", "row 2", "-1, 0 or 1")]
    [InlineData("2024-01-01T00:00:00Z,up,1,,", "row 2", "'up' is not a number")]
    [InlineData("2024-01-01T00:30:00Z,1,1,,", "row 2", "no candle")]
    [InlineData("2024-01-01T09:00:00Z,1,1,,", "row 2", "no candle")]
    [InlineData("2024-01-01T02:00:00Z,1,1,,\n2024-01-01T01:00:00Z,1,1,,", "row 3", "in order")]
    [InlineData("2024-01-01T02:00:00Z,1,1,,\n2024-01-01T02:00:00Z,0,1,,", "row 3", "in order")]
    [InlineData("2024-01-01T00:00:00Z,1,-1,,", "row 2", "quantity")]
    [InlineData("2024-01-01T00:00:00Z,1,1,0,", "row 2", "stop")]
    [InlineData("2024-01-01T00:00:00Z,1,1,,inf", "row 2", "target")]
    [InlineData("2024-01-01T00:00:00,1,1,,", "row 2", "zone")]
    public async Task A_bad_signal_row_is_named_and_nothing_is_written(string rows, string row, string words)
    {
        var outcome = await BacktestAsync(Candles, "time,signal,quantity,stop,target\n" + rows + "\n");

        outcome.ExpectRefusal("signals.csv", row, words);
        Assert.False(Directory.Exists(scratch.Path("out")));
    }

    [Theory]
    [InlineData("100,106,99,105", "-100,106,99,105", "zero or less")]
    [InlineData("100,106,99,105", "NaN,106,99,105", "NaN")]
    [InlineData("100,106,99,105", "100,103,99,105", "do not enclose")]
    [InlineData("105,10", "105,-10", "volume is negative")]
    [InlineData("2024-01-01T01:00:00Z", "2024-01-01T01:30:00Z", "multiple of 1h")]
    [InlineData("2024-01-01T01:00:00Z,100,106,99,105,10\n", "", "without gaps")]
    public async Task Candles_that_are_none_are_refused(string good, string bad, string words)
    {
        var outcome = await BacktestAsync(Candles.Replace(good, bad, StringComparison.Ordinal), Signals);

        outcome.ExpectRefusal("TEST_1h.csv", words);
        Assert.False(Directory.Exists(scratch.Path("out")));
    }

    [Theory]
    [InlineData("--fee-bps", "-1")]
    [InlineData("--latency", "-1")]
    [InlineData("--hold-bars", "0")]
    [InlineData("--capital", "0")]
    [InlineData("--capital", "NaN")]
    public async Task An_option_out_of_range_is_refused_by_name(string option, string value)
    {
        (await BacktestAsync(Candles, Signals, option, value)).ExpectRefusal(option);
        Assert.False(Directory.Exists(scratch.Path("out")));
    }

    [Theory]
    [InlineData("--candles", "a folder; it must name a file")]
    [InlineData("--signals", "a folder; it must name a file")]
    [InlineData("--funding", "a folder; it must name a file")]
    [InlineData("--out", "is a file; it must name a folder")]
    public async Task A_path_of_the_wrong_kind_is_refused_by_option(string option, string words)
    {
        var wrong = option == "--out" ? scratch.Write("file", "") : scratch.Root;
        var paths = new Dictionary<string, string>
        {
            ["--candles"] = scratch.Write("TEST_1h.csv", Candles),
            ["--signals"] = scratch.Write("signals.csv", Signals),
            ["--out"] = scratch.Path("out"),
            [option] = wrong,
        };

        var outcome = await HuracanProcess.RunAsync(["backtest", .. paths.SelectMany(pair => new[] { pair.Key, pair.Value })]);

        outcome.ExpectRefusal($"{option} is {wrong}", words);
        Assert.False(Directory.Exists(scratch.Path("out")));
    }

    public void Dispose() => scratch.Dispose();

    private Task<Outcome> BacktestAsync(string candles, string signals, params string[] more) => HuracanProcess.RunAsync(
        [
            "backtest", "--candles", scratch.Write("TEST_1h.csv", candles), "--signals", scratch.Write("signals.csv", signals), "--out",
            scratch.Path("out"), .. more,
        ]);
}
