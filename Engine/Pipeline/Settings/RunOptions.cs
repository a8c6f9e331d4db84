using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Huracan.Contracts;
using Huracan.Contracts.Preflight;
using Huracan.Contracts.Trading;
using Huracan.Engine.Backtest;
using Huracan.Engine.Consensus;
using Huracan.Engine.Features;
using Huracan.Engine.Importance;
using Huracan.Engine.Labels;
using Huracan.Engine.Market;
using Huracan.Engine.Market.Spreads;
using Huracan.Engine.Models;
using Huracan.Engine.Quality;
using Huracan.Engine.Regimes;
using Huracan.Engine.Regimes.Evidence;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Pipeline.Settings;

/// <summary>
/// Everything that decides what a run computes: <c>config/train.yaml</c> with the command line's changes on top.
/// It is saved with the run and hashed into every stage.
/// </summary>
public sealed class RunOptions
{
    /// <summary>Folder of candle files; null takes the simulator.</summary>
    public string? Source { get; set; }

    /// <summary>Folder of funding rates; null takes the folder <c>funding</c> beside the source.</summary>
    public string? Funding { get; set; }

    /// <summary>
    /// A second folder of candle files, or a store, whose bars the source's are compared with; nothing is trained on it. Null compares
    /// nothing.
    /// </summary>
    public string? CompareSource { get; set; }

    /// <summary>Difference of two closes that counts in that comparison, as a share. 0 to 1, default 0.005.</summary>
    [Range(0.0, 1.0)]
    public double CompareTolerance { get; set; } = SeriesComparison.DefaultTolerance;

    /// <summary>Symbols; empty takes all of the source.</summary>
    public List<string> Coins { get; set; } = [];

    /// <summary>
    /// Of <see cref="Coins"/> those that are not trained: their candles are ingested, and the factory looks at the challengers that wait
    /// there. Set by the daily cycle.
    /// </summary>
    public List<string> OnlyCompared { get; set; } = [];

    /// <summary>Timeframes of the units.</summary>
    [MinLength(1)]
    public List<Timeframe> Timeframes { get; set; } = [Timeframe.M15, Timeframe.H1, Timeframe.H4];

    /// <summary>Model families tried for every unit.</summary>
    [MinLength(1)]
    public List<string> Models { get; set; } = ["cnn-lstm", "xgboost"];

    /// <summary>Whether every family reads the columns of the regimes beside those of its own feature set (docs/regimes.md).</summary>
    public bool TrainOnRegimes { get; set; }

    /// <summary>Label horizons in bars, each tried with every family.</summary>
    [MinLength(1)]
    public List<int> Horizons { get; set; } = [5];

    /// <summary>
    /// Label horizons as times, such as 1h, 4h and 1d, in place of <see cref="Horizons"/>: each unit takes those that are whole bars of it.
    /// Default empty.
    /// </summary>
    public List<Timeframe> HorizonTimes { get; set; } = [];

    /// <summary>What is forecast.</summary>
    public LabelKind Labels { get; set; } = LabelKind.ForwardReturn;

    /// <summary>
    /// The primary rule whose side is judged where <see cref="Labels"/> are <see cref="LabelKind.Meta"/>, as
    /// <see cref="Features.PrimaryRule.Parse"/> takes it. Default null: <see cref="Features.PrimaryRule.Default"/>.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Primary { get; set; }

    /// <summary>What a training sample counts (docs/labels.md). Default none: all the same.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] // the specifications of earlier runs have no such key
    public SampleWeighting SampleWeights { get; set; } = SampleWeighting.None;

    /// <summary>
    /// Whether every family forecasts the mean of the return and its quantiles beside the classes (docs/confidence.md). Default false.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ValueHead { get; set; }

    /// <summary>First instant taken from the source, inclusive; null takes all.</summary>
    public Instant? From { get; set; }

    /// <summary>Instant the source is cut off at, exclusive; null takes all.</summary>
    public Instant? To { get; set; }

    /// <summary>Instant the data should reach; null asks for no freshness.</summary>
    public Instant? AsOf { get; set; }

    /// <summary>Whether an imported file's last candle is kept; by default it counts as possibly unfinished.</summary>
    public bool KeepLastCandle { get; set; }

    /// <summary>Most epochs of a network.</summary>
    [Range(1, 100_000)]
    public int Epochs { get; set; } = 50;

    /// <summary>Epochs the final network trains for; null takes the best one on validation.</summary>
    [Range(1, 100_000)]
    public int? FinalEpochs { get; set; }

    /// <summary>Epochs without improvement before a network stops.</summary>
    [Range(1, 10_000)]
    public int Patience { get; set; } = 5;

    /// <summary>Samples per training step.</summary>
    [Range(1, 1_000_000)]
    public int BatchSize { get; set; } = 256;

    /// <summary>Most samples a model trains on, the latest ones before the part that follows; null takes all.</summary>
    [Range(100, int.MaxValue)]
    public int? TrainBars { get; set; }

    /// <summary>Seed of the run; every unit and candidate derives its own.</summary>
    public ulong Seed { get; set; } = 42;

    /// <summary>Version the results are published under.</summary>
    [RegularExpression("^[A-Za-z0-9._-]{1,32}$")]
    public string Version { get; set; } = "v1";

    /// <summary>What models are trained on; resolved when the run is made.</summary>
    public TrainingDevice Device { get; set; } = TrainingDevice.Auto;

    /// <summary>Units scoring less are not traded, whatever their tier.</summary>
    [Range(0, 100)]
    public double MinScore { get; set; }

    /// <summary>Units whose net edge per trade is below this, basis points, are not traded, whatever their tier; 0 asks for none.</summary>
    [Range(0, 10_000)]
    public double MinEdgeAfterCostBps { get; set; }

    /// <summary>How much evidence ACTIVE asks for.</summary>
    public EvidenceOptions Evidence { get; set; } = new();

    /// <summary>Which models forecast the folds of the test part.</summary>
    public WalkForwardMode WalkForward { get; set; } = WalkForwardMode.Frozen;

    /// <summary>Consecutive folds the test part is cut into.</summary>
    [Range(1, 100)]
    public int TestFolds { get; set; } = 5;

    /// <summary>Bars between a signal's close and the bar whose open fills it, beyond the next one.</summary>
    [Range(0, 100)]
    public int Latency { get; set; }

    /// <summary>Stop distance in units of the volatility over the horizon; 0 sets none.</summary>
    [Range(0, 100)]
    public double StopSigma { get; set; }

    /// <summary>Target distance in units of the stop distance (R); 0 sets none. Needs a stop.</summary>
    [Range(0, 100)]
    public double TargetR { get; set; }

    /// <summary>Shares of the four parts of time.</summary>
    public PartFractions Parts { get; set; } = new();

    /// <summary>How settings are searched.</summary>
    public SearchOptions Search { get; set; } = new();

    /// <summary>What trading costs.</summary>
    public CostOptions Costs { get; set; } = new();

    /// <summary>Where each coin's spread comes from.</summary>
    public SpreadOptions Spreads { get; set; } = new();

    /// <summary>How wild markets raise the confidence that a live forecast needs; it changes no model, backtest or score.</summary>
    public VolatilityGuardOptions VolatilityGuard { get; set; } = new();

    /// <summary>How regimes are told; they decide where a served model may trade, and who may vote in a consensus.</summary>
    public RegimeOptions Regimes { get; set; } = new();

    /// <summary>What a model must show in a regime to trade in it once it is served, and a voter to vote in it.</summary>
    public RegimeGateOptions RegimeGate { get; set; } = new();

    /// <summary>How a unit's candidates vote together; it changes no model, candidate's backtest or score.</summary>
    public ConsensusOptions Consensus { get; set; } = new();

    /// <summary>How the importance of features is measured; it changes no model, backtest or score.</summary>
    public ImportanceOptions Importance { get; set; } = new();

    /// <summary>The market made where there is no source.</summary>
    public SimulatorOptions Simulation { get; set; } = new();

    /// <summary>Settings per model family, over <c>config/models/{family}.yaml</c>.</summary>
    public Dictionary<string, Dictionary<string, double>> ModelSettings { get; set; } = [];

    /// <summary>
    /// Files that a person brings for families: of <c>onnx</c> the path of the graph's description, where the run is made. The run then
    /// has its own copy.
    /// </summary>
    public Dictionary<string, string> ModelFiles { get; set; } = [];

    /// <summary>Name of the feature set that models of a family are trained on, as <see cref="FeatureSets.Recipe"/> takes it.</summary>
    public string FeatureSetOf(ModelFamily family)
    {
        string?[] sets = [family.FeatureSet, TrainOnRegimes ? FeatureSets.Regimes : null, PrimaryRule()?.Set];
        return string.Join(FeatureSets.Joiner, sets.Where(set => set is not null));
    }

    /// <summary>The primary rule whose side the labels judge; null where they judge none.</summary>
    /// <exception cref="InputRefusedException"><see cref="Primary"/> is no rule.</exception>
    public PrimaryRule? PrimaryRule() =>
        Labels == LabelKind.Meta ? Features.PrimaryRule.Parse(Primary ?? Features.PrimaryRule.Default) : null;

    /// <summary>Settings that models of a family are made with.</summary>
    public IReadOnlyDictionary<string, double> SettingsOf(ModelFamily family)
    {
        var given = ModelSettings.GetValueOrDefault(family.Name) ?? [];
        return ValueHead ? new Dictionary<string, double>(given) { [IQuantileForecaster.Setting] = 1 } : given;
    }

    /// <summary>Label horizons of the units of a timeframe, bars, ascending.</summary>
    public IReadOnlyList<int> HorizonsOf(Timeframe timeframe) => HorizonTimes.Count == 0
        ? [.. Horizons.Order()]
        : [.. HorizonTimes.Where(time => time.Minutes % timeframe.Minutes == 0).Select(time => time.Minutes / timeframe.Minutes).Order()];
}
