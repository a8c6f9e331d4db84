using Huracan.Engine.Backtest;
using Huracan.Engine.Features;
using Huracan.Engine.Labels;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Splits;
using Huracan.Engine.Tensors;

namespace Huracan.Engine.Pipeline.Candidates;

/// <summary>One (unit, family, horizon) with all that its stages read.</summary>
/// <param name="Data">The unit's market data.</param>
/// <param name="Family">The model family.</param>
/// <param name="Horizon">How far its labels look, bars.</param>
/// <param name="Features">Features of the family's set.</param>
/// <param name="Labels">Labels of the horizon.</param>
/// <param name="Parts">The unit's parts of time, the same for all its candidates.</param>
/// <param name="Settings">Settings of the family.</param>
/// <param name="Backtester">The backtest over the unit's candles.</param>
/// <param name="Levels">Stop and target of a trade opened at each bar; null sets none.</param>
public sealed record Candidate(
    UnitData Data,
    ModelFamily Family,
    int Horizon,
    FeatureMatrix Features,
    LabelSet Labels,
    FourParts Parts,
    IReadOnlyDictionary<string, double> Settings,
    Backtester Backtester,
    StopLevels? Levels)
{
    /// <summary>Hashes of the stages that chose its settings, by name; empty where the settings are the family's own.</summary>
    public IReadOnlyDictionary<string, string> Lineage { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Files that the run has for the family; null where there are none.</summary>
    public FamilyFiles? Files { get; init; }

    /// <summary>The search that chose its settings.</summary>
    public SearchEffort Effort { get; init; } = SearchEffort.None;

    /// <summary>Its folder in the run.</summary>
    public string Root => RunOutputs.Candidate(Data.Unit, Family.Name, Horizon);

    /// <summary>Path of one of its outputs in the run folder.</summary>
    /// <param name="output">A name of <see cref="StageOutputs"/>.</param>
    public string PathOf(string output) => $"{Root}/{output}";

    /// <summary>What its models are made from: all that decides the result of a training but for the training's own length.</summary>
    public IEnumerable<string> Key(RunOptions options) =>
    [
        Data.Hash,
        Features.Hash,
        .. Settings.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair =>
            FormattableString.Invariant($"{pair.Key}={pair.Value:R}")),
        FormattableString.Invariant(
            $"{Horizon} {options.Latency} {options.Patience} {options.BatchSize} {options.TrainBars} {options.Seed}"),
        $"{Parts} {Data.Costs(options)} {SettingText.Of(options.Device)} {SettingText.Of(options.Labels)}",
        FormattableString.Invariant($"{options.StopSigma} {options.TargetR}"),
        .. options.SampleWeights != SampleWeighting.None ? new[] { $"weights {SettingText.Of(options.SampleWeights)}" } : [],
        .. Family.CodeHash is { } plugin ? new[] { plugin } : [],
        .. Files is { } files ? new[] { files.Hash } : [],
    ];

    /// <summary><see cref="Key"/>, and the kind of processor where the bytes of a training depend on it.</summary>
    public IEnumerable<string> TrainingKey(RunOptions options) =>
        Family.DependsOnProcessor && options.Device == TrainingDevice.Cpu ? [.. Key(options), ProcessorKind.Name] : Key(options);

    /// <summary>What is saved beside its models.</summary>
    public ModelConfig Config()
    {
        string[] coins = Data.Bitcoin is null ? [Data.Unit.Coin] : [Data.Unit.Coin, RunPlan.Bitcoin];
        var lineage = new SortedDictionary<string, string>(Lineage.ToDictionary(), StringComparer.Ordinal)
        {
            ["data"] = Data.Hash,
            ["features"] = Features.Hash,
        };
        if (Family.CodeHash is { } plugin)
            lineage[ModelConfig.Plugin] = plugin;
        if (Files is { } files)
            lineage[ModelConfig.Brought] = files.Hash;
        return new ModelConfig(Settings, []) { Coins = coins, Features = Features.Names, Lineage = lineage };
    }

    /// <summary>Makes an untrained model of the family.</summary>
    public IModel NewModel(ModelRegistry families) =>
        families.Create(Family.Name, new ModelSettings(Family.Name, Features.Names.Count, Settings) { Files = Files });

    /// <summary>Labelled samples over scaled features.</summary>
    public Samples Samples(FeatureTable table, int[] bars)
    {
        var classes = new byte[bars.Length];
        var returns = new float[bars.Length];
        for (var i = 0; i < bars.Length; i++)
        {
            classes[i] = (byte)(Labels.Classes[bars[i]] + 1);
            returns[i] = (float)Labels.Returns[bars[i]];
        }
        return new Samples(table, bars, classes, returns)
        {
            Sides = Labels.Sides is { } sides ? Array.ConvertAll(bars, bar => sides[bar]) : null,
        };
    }

    /// <summary>The same for training, weighted as the run says: by the labels of these samples alone.</summary>
    public Samples Samples(FeatureTable table, int[] bars, SampleWeighting weighting) => Samples(table, bars) with
    {
        Weights = weighting == SampleWeighting.Uniqueness ? AverageUniqueness.Weights(Labels, bars) : null,
    };

    /// <summary>The signals of the forecasts, with the run's stops and targets.</summary>
    public SignalSeries Signals(Forecasts forecasts, double threshold) =>
        ForecastSignals.From(Backtester.Candles.Count, forecasts.Bars, forecasts.Predictions, threshold, Levels);
}
