using System.CommandLine;
using System.Globalization;
using Huracan.Contracts;
using Huracan.Engine.Labels;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Storage.Configuration;

namespace Huracan.Cli.Run;

/// <summary>The options that change what a run computes: each overrides its key of the YAML file.</summary>
internal sealed class RunCommandOptions
{
    /// <summary>What the rules of <c>--choice</c> mean.</summary>
    public const string ChoiceMeaning =
        "deflated: searched settings must be ahead of the family's own by more than luck; highest: by however little.";

    private readonly Option<string?> config = Text("--config", "Settings; default config/train.yaml.", "FILE");
    private readonly Option<bool> keepLast = new("--keep-last-candle")
    {
        Description = "Keep each file's last candle although it may be unfinished.",
    };
    private readonly CoinOptions coins = new();
    private readonly Option<string?> labels = Text("--labels", "forward_return, triple_barrier or meta.", "NAME");
    private readonly Option<string?> primary = Text(
        "--primary", "Primary rule of meta: momentum, ma_cross or mean_reversion, with parameters as in momentum:period=24.", "RULE");
    private readonly Dictionary<Option<string?>, Action<RunOptions, string>> overrides;

    public RunCommandOptions()
    {
        overrides = new Dictionary<Option<string?>, Action<RunOptions, string>>
        {
            [Text("--source", "Folder of candle files; without one the market is simulated.", "DIR")] = (o, v) =>
                o.Source = Path.GetFullPath(v),
            [Text("--funding", "Folder of funding rates; default: funding beside the source.", "DIR")] = (o, v) =>
                o.Funding = Path.GetFullPath(v),
            [Text("--compare-source", "Second folder of candle files; where its bars differ is reported.", "DIR")] = (o, v) =>
                o.CompareSource = Path.GetFullPath(v),
            [Text("--compare-tolerance", "Difference of two closes that counts in that comparison, as a share.", "X")] = (o, v) =>
                o.CompareTolerance = Number("--compare-tolerance", v),
            [Text("--timeframes", "Timeframes with commas.", "15m,1h")] = (o, v) =>
                o.Timeframes = [.. List(v).Select(text => Value<Timeframe>("--timeframes", text))],
            [Text("--model", "Model families with commas.", "NAME")] = (o, v) => o.Models = List(v),
            [Text("--train-on-regimes", "true: every family reads the regimes beside its own features; or false.", "BOOL")] = (o, v) =>
                o.TrainOnRegimes = Value<bool>("--train-on-regimes", v),
            [Text("--horizons", "Label horizons in bars.", "5,20")] = (o, v) =>
                o.Horizons = [.. List(v).Select(h => Whole("--horizons", h))],
            [labels] = (o, v) => o.Labels = Value<LabelKind>("--labels", v),
            [primary] = (o, v) => o.Primary = v,
            [Text("--sample-weights", "none, or uniqueness: labels that share their bars with others count less.", "NAME")] = (o, v) =>
                o.SampleWeights = Value<SampleWeighting>("--sample-weights", v),
            [Text("--value-head", "true: return and quantiles are forecast beside the classes; or false.", "BOOL")] = (o, v) =>
                o.ValueHead = Value<bool>("--value-head", v),
            [Text("--from", "First day taken, inclusive.", "DATE")] = (o, v) => o.From = Value<Instant>("--from", v),
            [Text("--to", "Day the data is cut off at, exclusive.", "DATE")] = (o, v) => o.To = Value<Instant>("--to", v),
            [Text("--as-of", "Day the data should reach; of preflight the default is today.", "DATE")] = (o, v) =>
                o.AsOf = Value<Instant>("--as-of", v),
            [Text("--epochs", "Most epochs of a network.", "N")] = (o, v) => o.Epochs = Whole("--epochs", v),
            [Text("--patience", "Epochs without improvement before stopping.", "N")] = (o, v) => o.Patience = Whole("--patience", v),
            [Text("--batch-size", "Samples per training step.", "N")] = (o, v) => o.BatchSize = Whole("--batch-size", v),
            [Text("--train-bars", "Most samples a model trains on, the latest.", "N")] = (o, v) => o.TrainBars = Whole("--train-bars", v),
            [Text("--seed", "Seed of everything random.", "S")] = (o, v) => o.Seed = Seed(v),
            [Text("--version", "Version the results are published under.", "v1")] = (o, v) => o.Version = v,
            [Text("--device", "auto, cpu or cuda.", "NAME")] = (o, v) => o.Device = Value<TrainingDevice>("--device", v),
            [Text("--min-score", "Units scoring less are not traded.", "X")] = (o, v) => o.MinScore = Number("--min-score", v),
            [Trials] = (o, v) => o.Search.Trials = Whole("--trials", v),
            [Text("--timeout", "Seconds each search may take; what it finds then depends on the machine.", "S")] = (o, v) =>
                o.Search.Timeout = Whole("--timeout", v),
            [Text("--pruner", "none, median, halving or wilcoxon.", "NAME")] = (o, v) =>
                o.Search.Pruner = Value<PrunerKind>("--pruner", v),
            [Text("--search-folds", "Folds a trial is judged by.", "N")] = (o, v) => o.Search.Folds = Whole("--search-folds", v),
            [Text("--search-epochs", "Most epochs of a trial's network.", "N")] = (o, v) => o.Search.Epochs = Whole("--search-epochs", v),
            [Text("--top-n", "Best trials that are cross-validated at length.", "N")] = (o, v) => o.Search.TopN = Whole("--top-n", v),
            [Text("--extend-folds", "Folds of the extended cross-validation.", "N")] = (o, v) =>
                o.Search.ExtendFolds = Whole("--extend-folds", v),
            [Text(
                "--extend-epochs", "Most epochs in the extended cross-validation, and of a searched candidate's final network.",
                "N")] = (o, v) =>
                o.Search.ExtendEpochs = Whole("--extend-epochs", v),
            [Text("--choice", ChoiceMeaning, "RULE")] = (o, v) => o.Search.Choice = Value<ChoiceRule>("--choice", v),
            [Text("--walk-forward", "frozen, or refit before each fold of the test part.", "MODE")] = (o, v) =>
                o.WalkForward = Value<WalkForwardMode>("--walk-forward", v),
        };
    }

    /// <summary>How many trials a search makes.</summary>
    public Option<string?> Trials { get; } = Text("--trials", "Trials of each search; 0 searches nothing.", "N");

    public void AddTo(Command command)
    {
        command.Add(config);
        command.Add(keepLast);
        foreach (var option in coins.All.Concat(overrides.Keys))
            command.Add(option);
    }

    /// <summary>Names of the overriding options on the command line.</summary>
    public IReadOnlyList<string> Given(ParseResult parse) =>
        [
            .. coins.All.Concat(overrides.Keys)
                .Append(config)
                .Where(option => parse.GetValue(option) is not null)
                .Select(option => option.Name)
        ];

    /// <summary>The YAML file with the command line on top, validated as a whole.</summary>
    public RunOptions Read(ParseResult parse)
    {
        var path = parse.GetValue(config) ?? ConfigFolder.Find("train.yaml");
        var options = YamlFile.Load<RunOptions>(path);
        options.Coins = coins.Read(parse) ?? options.Coins;
        foreach (var (option, apply) in overrides)
        {
            if (parse.GetValue(option) is { } value)
                apply(options, value);
        }
        // The file's rule belongs to its labels.
        if (parse.GetValue(labels) is not null && parse.GetValue(primary) is null && options.Labels != LabelKind.Meta)
            options.Primary = null;
        options.KeepLastCandle |= parse.GetValue(keepLast);
        YamlFile.Check(options, "the command line");
        if (options.Search is { Timeout: not null, IsOn: false } && parse.GetValue(Trials) is not "0")
            throw new InputRefusedException("--timeout bounds a search; ask for one with --trials N.");
        return options;
    }

    /// <summary>Changes the budgets of a search that is gone on with; nothing else may be changed.</summary>
    /// <exception cref="InputRefusedException">Other options are given.</exception>
    public void Budgets(ParseResult parse, RunOptions options)
    {
        string[] allowed = ["--trials", "--timeout"];
        var others = Given(parse).Except(allowed).ToArray();
        if (others.Length > 0)
            throw new InputRefusedException($"--run goes on with the search as it was configured; leave out {string.Join(", ", others)}.");
        var before = options.Search.Trials;
        foreach (var (option, apply) in overrides.Where(pair => allowed.Contains(pair.Key.Name)))
        {
            if (parse.GetValue(option) is { } value)
                apply(options, value);
        }
        if (!options.Search.IsOn)
            throw new InputRefusedException("--trials is 0, and a search without trials finds nothing; it must be 1 or more.");
        if (options.Search.Trials < before)
            throw new InputRefusedException(
                $"--trials is {options.Search.Trials}, and the search is one of {before}: it can be made longer, not shorter.");
    }

    private static Option<string?> Text(string name, string description, string help) =>
        new(name) { Description = description, HelpName = help };

    private static List<string> List(string text) =>
        [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static T Value<T>(string option, string text) => SettingValue.Parse<T>(option, text);

    private static int Whole(string option, string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new InputRefusedException($"{option} takes a whole number, not '{text}'.");

    private static double Number(string option, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw new InputRefusedException($"{option} takes a number, not '{text}'.");

    private static ulong Seed(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new InputRefusedException($"--seed takes a whole number from 0, not '{text}'.");
}
