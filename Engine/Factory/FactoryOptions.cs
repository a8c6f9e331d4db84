using System.ComponentModel.DataAnnotations;
using Huracan.Contracts;
using Huracan.Engine.Champions;
using Huracan.Engine.Market.Spreads;
using Huracan.Engine.Pipeline.Settings;

namespace Huracan.Engine.Factory;

/// <summary>The champion factory: <c>config/factory.yaml</c>. Environment and command line replace single keys.</summary>
public class FactoryOptions : IValidatableObject
{
    /// <summary>Name of the file below <c>config/</c>.</summary>
    public const string FileName = "factory.yaml";

    /// <summary>Folder of candles or a store; null takes the simulator of <see cref="Settings"/>.</summary>
    public string? Source { get; set; }

    /// <summary>Folder of funding rates; null takes the folder <c>funding</c> beside the source.</summary>
    public string? Funding { get; set; }

    /// <summary>A second folder or store whose bars are compared with the source's; null compares nothing.</summary>
    public string? CompareSource { get; set; }

    /// <summary>File of the run's settings; sources, coins, timeframes, horizons and dates are set by the factory.</summary>
    [Required]
    public string Settings { get; set; } = "config/train.yaml";

    /// <summary>Which coins are worth a model.</summary>
    public UniverseOptions Universe { get; set; } = new();

    /// <summary>Timeframes of the units.</summary>
    [MinLength(1)]
    public List<Timeframe> Timeframes { get; set; } = [Timeframe.M15, Timeframe.H1];

    /// <summary>How far forecasts look, as times; each unit takes those that are whole bars of it.</summary>
    [MinLength(1)]
    public List<Timeframe> Horizons { get; set; } = [Timeframe.H1, Timeframe.H4, Timeframe.D1];

    /// <summary>Model families; empty takes those of the settings.</summary>
    public List<string> Models { get; set; } = [];

    /// <summary>Whether every family reads the regimes too; null takes what the settings say.</summary>
    public bool? TrainOnRegimes { get; set; }

    /// <summary>Days of history up to the newest candle; null takes all.</summary>
    [Range(30, 100_000)]
    public int? LookbackDays { get; set; }

    /// <summary>How careful it is: sets the false discovery rate, the α of promotion, the least net edge and the least score.</summary>
    public RiskPreset RiskPreset { get; set; } = RiskPreset.Balanced;

    /// <summary>What a promotion asks for beside its α.</summary>
    public PromotionOptions Promotion { get; set; } = new();

    /// <summary>Where models are trained, and champions are kept.</summary>
    public TrainingBackend TrainingBackend { get; set; } = TrainingBackend.Local;

    /// <summary>Units worked on at once; null takes one a core. In a cluster the silos' slots decide.</summary>
    [Range(1, 256)]
    public int? MaxConcurrentJobs { get; set; }

    /// <summary>Days after its newest candle from which on a champion is too old.</summary>
    [Range(1, 10_000)]
    public int ExpiryDays { get; set; } = 30;

    /// <summary>Days after which a waiting challenger makes room for a newer one.</summary>
    [Range(1, 10_000)]
    public int ChallengerDays { get; set; } = 365;

    /// <summary>Versions of a champion that are kept.</summary>
    [Range(2, 1000)]
    public int KeepVersions { get; set; } = 10;

    /// <summary>Whether everything is done and nothing is written but the openings of test parts.</summary>
    public bool DryRun { get; set; }

    /// <inheritdoc/>
    public virtual IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Promotion.Alpha != new PromotionOptions().Alpha)
            yield return new ValidationResult(
                FormattableString.Invariant($"has an alpha of {Promotion.Alpha}; 'risk_preset' sets it."), [nameof(Promotion)]);
    }

    /// <summary>The promotion's options at the preset's α.</summary>
    public PromotionOptions PromotionAtRisk => Promotion with { Alpha = Level };

    // The same level for both: a unit called ACTIVE by luck, and a challenger promoted by luck.
    private double Level => RiskPreset switch
    {
        RiskPreset.Conservative => 0.01,
        RiskPreset.Balanced => 0.05,
        _ => 0.10,
    };

    private double LeastEdgeBps => RiskPreset switch
    {
        RiskPreset.Conservative => 8,
        RiskPreset.Balanced => 5,
        _ => 3,
    };

    /// <summary>Makes the settings of a run those of the factory's run over its universe.</summary>
    /// <param name="run">The settings of <see cref="Settings"/>.</param>
    /// <param name="universe">The coins.</param>
    public RunOptions ToRun(RunOptions run, CoinUniverse universe)
    {
        run.Source = Source is null ? null : Path.GetFullPath(Source);
        run.Funding = Funding is null ? null : Path.GetFullPath(Funding);
        run.CompareSource = CompareSource is null ? null : Path.GetFullPath(CompareSource);
        run.Coins = [.. universe.Coins.Select(coin => coin.Coin)];
        run.Timeframes = [.. Timeframes];
        run.HorizonTimes = [.. Horizons];
        if (Models.Count > 0)
            run.Models = [.. Models];
        run.TrainOnRegimes = TrainOnRegimes ?? run.TrainOnRegimes;
        run.From = LookbackDays is { } days ? Instant.Of(universe.Newest.AddDays(-days)) : null;
        run.To = null;
        run.Evidence = run.Evidence with { FalseDiscoveryRate = Level };
        run.Spreads = run.Spreads with { Source = SpreadSource.Estimated };
        run.MinEdgeAfterCostBps = Math.Max(run.MinEdgeAfterCostBps, LeastEdgeBps);
        if (RiskPreset == RiskPreset.Conservative)
            run.MinScore = Math.Max(run.MinScore, Quality.QualityTiers.HighFrom);
        return run;
    }
}
