using System.Text.Json;
using Huracan.Contracts;
using Huracan.Contracts.Json;
using Huracan.Engine.Labels;
using Huracan.Engine.Market;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Splits;

namespace Huracan.Tests.Engine.Pipeline.Settings;

public class RunPlanTests
{
    private static readonly SimulatedMarket Source = new(new SimulatorOptions { Coins = 2, Bars = 10, Timeframe = Timeframe.H1 });
    private static readonly ModelRegistry Families = new();

    [Fact]
    public void All_errors_are_reported_at_once()
    {
        var options = new RunOptions
        {
            Coins = ["DOGEUSDT", "BTCUSDT"],
            Timeframes = [Timeframe.H1, Timeframe.H4, Timeframe.H1],
            Models = ["xgbost", "momentum"],
            Horizons = [0, 4, 20_000],
            From = Instant.TryParse("2024-03-01"),
            To = Instant.TryParse("2024-02-01"),
            TargetR = 2,
            Parts = new PartFractions { Train = 0.9 },
            ModelSettings = new() { ["forest"] = [] },
            ModelFiles = new() { ["onnx"] = "x", ["../.."] = "x" },
            Labels = LabelKind.Meta,
            Primary = "momentum:period=0",
        };

        var message = Assert.Throws<InputRefusedException>(() => RunPlan.Validate(options, Source, Families)).Message;

        Assert.All(
            [
                "No candles of DOGEUSDT", "'timeframes' has 1h more than once", "'xgbost'", "'momentum' is a baseline", "'horizons' has 0",
                "'horizons' has 20000", "'from' must lie before 'to'",
                "The primary rule is 'momentum:period=0'", "target_r needs a stop", "must sum to 1", "'forest'",
                "'model_files' has '../..'; only onnx takes files",
            ],
            error => Assert.Contains(error, message, StringComparison.Ordinal));
        Assert.DoesNotContain("'horizons' has 4", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_family_without_a_value_head_is_named()
    {
        var options = new RunOptions { ValueHead = true, Models = ["linear", "catboost"] };

        var message = Assert.Throws<InputRefusedException>(() => RunPlan.Validate(options, Source, Families)).Message;

        Assert.StartsWith("value_head: catboost has none; with it, models can be cnn-lstm, gru, lightgbm, linear,", message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_are_off_are_not_written_so_that_what_rests_on_their_text_is_as_it_was()
    {
        var off = new RunOptions();
        var on = new RunOptions { ValueHead = true, SampleWeights = SampleWeighting.Uniqueness, Primary = "momentum" };

        foreach (var key in new[] { "\"value_head\"", "\"sample_weights\"", "\"primary\"" })
        {
            Assert.DoesNotContain(key, JsonSerializer.Serialize(off, HuracanJson.Compact), StringComparison.Ordinal);
            Assert.Contains(key, JsonSerializer.Serialize(on, HuracanJson.Compact), StringComparison.Ordinal);
        }
        Assert.Empty(off.SettingsOf(Families["linear"]));
        Assert.Equal([KeyValuePair.Create("value_head", 1.0)], on.SettingsOf(Families["linear"]));
    }

    [Fact]
    public void A_primary_rule_without_meta_labels_is_refused()
    {
        var options = new RunOptions { Labels = LabelKind.TripleBarrier, Primary = "momentum" };

        var message = Assert.Throws<InputRefusedException>(() => RunPlan.Validate(options, Source, Families)).Message;

        Assert.Equal("'primary' is momentum, which labels meta alone read; labels are triple_barrier.", message);
    }

    [Fact]
    public void What_is_named_twice_is_refused_by_key()
    {
        var options = new RunOptions
        {
            Coins = ["BTCUSDT", "SIM001USDT", "BTCUSDT"],
            Timeframes = [Timeframe.H1, Timeframe.H4, Timeframe.Parse("60m")],
            Models = ["xgboost", "xgboost"],
            Horizons = [5, 20, 5, 20],
        };

        var message = Assert.Throws<InputRefusedException>(() => RunPlan.Validate(options, Source, Families)).Message;

        Assert.Equal(
            [
                "'timeframes' has 1h more than once.", "'coins' has BTCUSDT more than once.", "'models' has xgboost more than once.",
                "'horizons' has 5, 20 more than once.",
            ],
            message.Split(Environment.NewLine));
    }

    [Theory]
    [InlineData("btcusdt", "BTCUSDT")]
    [InlineData("btc", "BTCUSDT")]
    [InlineData("sim002", "SIM002USDT")]
    [InlineData("BTC-USDT", "BTCUSDT")]
    public void A_misspelt_coin_is_refused_with_the_nearest_name(string coin, string meant) => Assert.StartsWith(
        $"No candles of {coin} (did you mean '{meant}'?) in the simulator",
        Assert.Throws<InputRefusedException>(() => RunPlan.Validate(new RunOptions { Coins = [coin] }, Source, Families)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Valid_options_pass() => RunPlan.Validate(new RunOptions(), Source, Families);

    [Fact]
    public void Units_are_sorted_and_counted_once()
    {
        var options = new RunOptions
        {
            Coins = ["SIM002USDT", "BTCUSDT", "SIM002USDT"],
            Timeframes = [Timeframe.H4, Timeframe.H1, Timeframe.H1],
        };

        var units = RunPlan.Units(options, Source);

        Assert.Equal(["BTCUSDT/1h", "BTCUSDT/4h", "SIM002USDT/1h", "SIM002USDT/4h"], units.Select(unit => unit.ToString()));
    }

    [Fact]
    public void Without_coins_all_are_meant_and_bitcoin_is_always_taken_in()
    {
        Assert.Equal(
            ["BTCUSDT", "SIM001USDT", "SIM002USDT"],
            RunPlan.Units(new RunOptions { Timeframes = [Timeframe.H1] }, Source).Select(unit => unit.Coin));
        Assert.Equal(["BTCUSDT", "SIM001USDT"], RunPlan.IngestCoins([new UnitId("SIM001USDT", Timeframe.H1)], Source));
    }
}
