using Huracan.Contracts;
using Huracan.Contracts.Trading;
using Huracan.Storage.Configuration;

namespace Huracan.Tests.Storage.Configuration;

public class YamlFileTests
{
    [Fact]
    public void Values_of_every_kind_are_read_and_the_rest_keeps_its_default()
    {
        var options = YamlFile.Parse<SampleOptions>(
            """
            epochs: 7          # few
            mode: single-split
            verbose: true
            timeframes: [1h, 4h]
            from: 2024-01-31
            seed: 18446744073709551615
            split: { train: 0.5 }
            weights:
              BTCUSDT: 1
              ETHUSDT: 0.25
            folds:
              - train: 0.1
              - test: 0.2
            """, "x.yaml");
        Assert.Equal(
            (7, SampleMode.SingleSplit, true, "run", 0.001),
            (options.Epochs, options.Mode, options.Verbose, options.Name, options.LearningRate));
        Assert.Equal([Timeframe.H1, Timeframe.H4], options.Timeframes);
        Assert.Equal((new DateOnly(2024, 1, 31), ulong.MaxValue), (options.From, options.Seed));
        Assert.Equal(new SampleSplit { Train = 0.5 }, options.Split);
        Assert.Equal(0.25, options.Weights["ETHUSDT"]);
        Assert.Equal([new SampleSplit { Train = 0.1 }, new SampleSplit { Test = 0.2 }], options.Folds);
    }

    [Fact]
    public void An_empty_file_gives_the_defaults() => Assert.Equal(50, YamlFile.Parse<SampleOptions>("# nothing\n", "x.yaml").Epochs);

    [Theory]
    [InlineData(
        "verbose: true\nepoch: 5",
        "x.yaml, line 2: there is no setting 'epoch'. Did you mean 'epochs'? Allowed: epochs, folds, from, learning_rate,")]
    [InlineData("split:\n  tran: 0.5", "x.yaml, line 2: there is no setting 'split.tran'. Did you mean 'train'? Allowed: test, train.")]
    [InlineData("zzzzzz: 5", "x.yaml, line 1: there is no setting 'zzzzzz'. Allowed: ")]
    [InlineData("total: 5", "x.yaml, line 1: there is no setting 'total'.")]
    [InlineData("\nepochs: many", "x.yaml, line 2: 'epochs' is 'many'; it must be a whole number")]
    [InlineData("epochs: 1.5", "x.yaml, line 1: 'epochs' is '1.5'; it must be a whole number")]
    [InlineData("epochs:", "x.yaml, line 1: 'epochs' has no value.")]
    [InlineData("epochs: [1]", "x.yaml, line 1: 'epochs' must be a whole number from -2147483648 to 2147483647, not a list.")]
    [InlineData("epochs: 0", "x.yaml, line 1: 'epochs' is 0; it must be at least 1 and at most 1000.")]
    [InlineData("learning_rate: 0", "x.yaml, line 1: 'learning_rate' is 0; it must be above 0 and at most 1.")]
    [InlineData("learning_rate: .nan", "x.yaml, line 1: 'learning_rate' is '.nan'; it must be a finite number.")]
    [InlineData("name: ''", "x.yaml, line 1: 'name' is missing.")]
    [InlineData("verbose: yes", "x.yaml, line 1: 'verbose' is 'yes'; it must be true or false.")]
    [InlineData("mode: often", "x.yaml, line 1: 'mode' is 'often'; it must be one of walk_forward, single_split.")]
    [InlineData("timeframes: 1h", "x.yaml, line 1: 'timeframes' must be a list, such as [a, b].")]
    [InlineData(
        "timeframes: [1h, 7m]",
        "x.yaml, line 1: 'timeframes[1]' is '7m'; it must be a timeframe in minutes, hours or days that divides a day, such as 15m, 1h,")]
    [InlineData("timeframes: [1h, ]\nfrom: 31.1.2024", "x.yaml, line 2: 'from' is '31.1.2024'; it must be a date such as 2024-01-31.")]
    [InlineData("weights:\n  A: 1\n  B: x", "x.yaml, line 3: 'weights.B' is 'x'; it must be a finite number.")]
    [InlineData("split: 0.5", "x.yaml, line 1: 'split' must be a group of keys: train, test.")]
    [InlineData("folds:\n  - train: 0.1\n  - train: 2", "x.yaml, line 3: 'folds[1].train' is 2; it must be at least 0 and at most 1.")]
    [InlineData("split:\n  train: 0.9\n  test: 0.9", "x.yaml, line 2: 'split' sums to 1.8; it must not be more than 1.")]
    [InlineData("folds:\n  - train: 0.2\n    test: 0.45", "x.yaml, line 3: 'folds[0].test' is 0.45; it must not lie between 0.4 and 0.5.")]
    [InlineData("epochs: 5\nverbose: true\nepochs: 6", "x.yaml, line 3: Duplicate key")]
    [InlineData("a: [1", "x.yaml, line ")]
    [InlineData("- 1", "x.yaml, line 1: settings are lines of 'key: value'.")]
    public void A_fault_is_refused_with_file_line_key_and_rule(string text, string error) =>
        Assert.StartsWith(
            error, Assert.Throws<InputRefusedException>(() => YamlFile.Parse<SampleOptions>(text, "x.yaml")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void All_errors_are_reported_at_once_in_the_order_of_lines()
    {
        var message = Assert.Throws<InputRefusedException>(() =>
            YamlFile.Parse<SampleOptions>("epochs: 0\nsplit:\n  train: 3\nnam: x\nverbose: 1\n",
            "x.yaml")).Message;
        Assert.Equal(["x.yaml has 4 errors:", "  line 1: 'epochs'", "  line 3: 'split.train'", "  line 4: there is", "  line 5: 'verbose'"],
            message.Split('\n').Select((x, i) =>
                i == 0 ? x : string.Join(' ', x.Split(' ')[..(x.Contains("there", StringComparison.Ordinal) ? 6 : 5)])));
    }

    [Fact]
    public void Options_changed_by_code_are_checked_by_the_same_rules()
    {
        YamlFile.Check(new SampleOptions(), "options");
        var options = new SampleOptions { Epochs = 0, Folds = [new(), new() { Test = 7 }] };
        var message = Assert.Throws<InputRefusedException>(() => YamlFile.Check(options, "command line")).Message;
        Assert.Equal(
            "command line has 2 errors:\n  'epochs' is 0; it must be at least 1 and at most 1000.\n"
            + "  'folds[1].test' is 7; it must be at least 0 and at most 1.", message);
    }

    [Fact]
    public void Options_written_read_back()
    {
        var options = new SampleOptions
        {
            Epochs = 3,
            LearningRate = 1e-7,
            Name = "a: 'b' #c",
            Mode = SampleMode.SingleSplit,
            Timeframes = [Timeframe.D1, Timeframe.M30],
            From = new DateOnly(2024, 2, 29),
            Split = new() { Train = 0.1 + 0.2 },
            Weights = { ["B"] = 2, ["A"] = -1 },
            Folds = [new() { Test = 0 }],
        };
        var text = YamlFile.Format(options);
        Assert.Equal(text, YamlFile.Format(YamlFile.Parse<SampleOptions>(text, "x.yaml")));
        Assert.StartsWith("epochs: 3\nlearning_rate: 1E-07\n", text, StringComparison.Ordinal);
        Assert.Contains("timeframes: [1d, 30m]\nfrom: 2024-02-29\n", text, StringComparison.Ordinal);
        Assert.Contains("  train: 0.30000000000000004\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("a\nb")]
    [InlineData("...")]
    public void Text_that_looks_like_yaml_survives(string note)
    {
        var text = YamlFile.Format(new Note { Text = note });
        Assert.Equal(note, YamlFile.Parse<Note>(text, "x.yaml").Text);
    }

    [Fact]
    public void The_settings_of_this_project_are_sound()
    {
        var config = Path.Combine(Repository.Root, "config");
        Assert.Equal(new PathsOptions(), YamlFile.Load<PathsOptions>(Path.Combine(config, "paths.yaml")));
        var network = YamlFile.LoadNumbers(Path.Combine(config, "models", "cnn-lstm.yaml"));
        Assert.Equal((60, 0.0001), (network["lookback"], network["weight_decay"]));
        Assert.Equal(9, YamlFile.LoadNumbers(Path.Combine(config, "models", "xgboost.yaml")).Count);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        Assert.Equal("There is no settings file /nowhere/x.yaml.", Assert.Throws<InputRefusedException>(() =>
            YamlFile.Load<SampleOptions>("/nowhere/x.yaml")).Message);
        Assert.Equal("There is no settings file /nowhere/x.yaml.", Assert.Throws<InputRefusedException>(() =>
            YamlFile.LoadNumbers("/nowhere/x.yaml")).Message);
        Assert.Equal(
            "/ is a folder; settings are a file.", Assert.Throws<InputRefusedException>(() => YamlFile.Load<SampleOptions>("/")).Message);
    }

    public sealed record Note
    {
        public string Text { get; init; } = "x";
    }
}
