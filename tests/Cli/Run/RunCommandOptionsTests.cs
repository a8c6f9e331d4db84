using System.CommandLine;
using Huracan.Cli.Run;
using Huracan.Contracts;
using Huracan.Engine.Labels;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Settings;

namespace Huracan.Tests.Cli.Run;

public sealed class RunCommandOptionsTests : IDisposable
{
    private const string Yaml = "coins: [BTCUSDT]\nepochs: 3\nseed: 1\nversion: file\nmodels: [xgboost]\n";

    private readonly string file = Path.GetTempFileName();

    public RunCommandOptionsTests() => File.WriteAllText(file, Yaml);

    [Fact]
    public void What_is_not_on_the_command_line_stays_as_in_the_file()
    {
        var options = Read("--epochs", "9");

        Assert.Equal((9, 1UL, "file"), (options.Epochs, options.Seed, options.Version));
        Assert.Equal(["BTCUSDT"], options.Coins);
        Assert.Equal([Timeframe.M15, Timeframe.H1, Timeframe.H4], options.Timeframes); // the class's own default
    }

    [Fact]
    public void Every_option_overrides_its_key()
    {
        var options = Read(
            "--source", "candles", "--funding", "rates", "--coins", "A, B,,C", "--timeframes", "1h,4h", "--model", "cnn-lstm,xgboost",
            "--train-on-regimes", "true", "--sample-weights", "uniqueness", "--value-head", "true", "--horizons", "5,20",
            "--labels", "meta", "--primary", "ma_cross:fast=5",
            "--from", "2024-01-01", "--to", "2024-02-01", "--as-of", "2024-02-02", "--epochs", "4", "--patience", "2", "--batch-size", "64",
            "--train-bars", "1000",
            "--compare-source", "spot", "--compare-tolerance", "0.01",
            "--seed", "18446744073709551615", "--version", "v2", "--device", "cpu", "--min-score", "12.5", "--walk-forward", "refit");

        Assert.Equal((Path.GetFullPath("candles"), Path.GetFullPath("rates")), (options.Source, options.Funding));
        Assert.Equal((Path.GetFullPath("spot"), 0.01), (options.CompareSource, options.CompareTolerance));
        Assert.Equal(["A", "B", "C"], options.Coins);
        Assert.Equal([Timeframe.H1, Timeframe.H4], options.Timeframes);
        Assert.Equal(["cnn-lstm", "xgboost"], options.Models);
        Assert.True(options.TrainOnRegimes && options.ValueHead);
        Assert.Equal(SampleWeighting.Uniqueness, options.SampleWeights);
        Assert.Equal((LabelKind.Meta, "ma_cross:fast=5"), (options.Labels, options.Primary));
        Assert.Equal([5, 20], options.Horizons);
        Assert.Equal(("2024-01-01", "2024-02-01", "2024-02-02"), (options.From?.Text, options.To?.Text, options.AsOf?.Text));
        Assert.Equal((4, 2, 64, 1000), (options.Epochs, options.Patience, options.BatchSize, options.TrainBars));
        Assert.Equal(
            (ulong.MaxValue, "v2", TrainingDevice.Cpu, 12.5, WalkForwardMode.Refit),
            (options.Seed, options.Version, options.Device, options.MinScore, options.WalkForward));
    }

    [Fact]
    public void Other_labels_on_the_command_line_leave_the_files_rule_out()
    {
        File.WriteAllText(file, Yaml + "labels: meta\nprimary: ma_cross\n");

        Assert.Equal((LabelKind.TripleBarrier, null), Labels("--labels", "triple_barrier"));
        Assert.Equal((LabelKind.Meta, "ma_cross"), Labels("--labels", "meta"));
        Assert.Equal((LabelKind.Meta, "ma_cross"), Labels());
        Assert.Equal((LabelKind.TripleBarrier, "momentum"), Labels("--labels", "triple_barrier", "--primary", "momentum"));

        (LabelKind, string?) Labels(params string[] arguments)
        {
            var options = Read(arguments);
            return (options.Labels, options.Primary);
        }
    }

    [Fact]
    public void No_coin_at_all_is_refused_instead_of_taking_all() =>
        Assert.Contains(
            "--coins is ' , '", Assert.Throws<InputRefusedException>(() => Read("--coins", " , ")).Message, StringComparison.Ordinal);

    [Fact]
    public void All_coins_are_meant_by_all() => Assert.Empty(Read("--coins", "all").Coins);

    [Theory]
    [InlineData("--epochs takes a whole number, not '1.5'", "--epochs", "1.5")]
    [InlineData("--horizons takes a whole number, not 'x'", "--horizons", "4,x")]
    [InlineData("--seed takes a whole number from 0, not '-1'", "--seed", "-1")]
    [InlineData("--min-score takes a number, not 'NaN'", "--min-score", "NaN")]
    [InlineData("--timeframes is '7m'; it must be a timeframe in minutes, hours or days that divides a day", "--timeframes", "1h,7m")]
    [InlineData("--train-on-regimes is 'yes'; it must be true or false", "--train-on-regimes", "yes")]
    [InlineData("--labels is 'x'; it must be one of forward_return, triple_barrier, meta.", "--labels", "x")]
    [InlineData("--from is 'soon'; it must be an ISO date such as 2025-01-31.", "--from", "soon")]
    [InlineData("--device is 'tpu'; it must be one of auto, cpu, cuda.", "--device", "tpu")]
    [InlineData("--walk-forward is 'both'; it must be one of frozen, refit.", "--walk-forward", "both")]
    [InlineData("--pruner is 'x'; it must be one of none, median, halving, wilcoxon.", "--pruner", "x")]
    [InlineData("--choice is 'x'; it must be one of deflated, highest.", "--choice", "x")]
    [InlineData("'timeframes' needs at least 1 entries", "--timeframes", ",")]
    [InlineData("'epochs' is 0; it must be at least 1", "--epochs", "0")]
    public void A_value_that_cannot_be_is_refused_by_option_or_key(string words, params string[] arguments) =>
        Assert.Contains(words, Assert.Throws<InputRefusedException>(() => Read(arguments)).Message, StringComparison.Ordinal);

    [Fact]
    public void Errors_across_several_keys_are_reported_together()
    {
        var message = Assert.Throws<InputRefusedException>(() => Read("--epochs", "0", "--batch-size", "0")).Message;

        Assert.Contains("'epochs' is 0", message, StringComparison.Ordinal);
        Assert.Contains("'batch_size' is 0", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_options_given_are_known_by_name()
    {
        var (command, options) = Command();

        Assert.Equal(["--epochs", "--seed"], options.Given(command.Parse(["--seed", "3", "--epochs", "1"])).Order());
        Assert.Equal(["--config"], options.Given(command.Parse(["--config", file])));
        Assert.Empty(options.Given(command.Parse([])));
    }

    public void Dispose() => File.Delete(file);

    private RunOptions Read(params string[] arguments)
    {
        var (command, options) = Command();
        return options.Read(command.Parse([.. arguments, "--config", file]));
    }

    private static (Command Command, RunCommandOptions Options) Command()
    {
        var options = new RunCommandOptions();
        var command = new Command("run");
        options.AddTo(command);
        return (command, options);
    }
}
