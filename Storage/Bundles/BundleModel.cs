using System.Globalization;
using System.Text;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Features;
using Huracan.Engine.Market;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Live;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Shadow;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Quality;
using Huracan.Engine.Quality.Confidence;
using Huracan.Engine.Quality.Drift;
using Huracan.Engine.Regimes.Evidence;
using Huracan.Storage.Configuration;

namespace Huracan.Storage.Bundles;

/// <summary>A bundle's model, ready to forecast.</summary>
public sealed class BundleModel : IDisposable
{
    private readonly BundleManifest manifest;
    private readonly LiveForecaster forecaster;
    private readonly LearntIntervals? intervals;
    private readonly LearntRegimes? regimes;

    private BundleModel(
        BundleManifest manifest, TrainedModel model, FeatureSets features, RunOptions options, ThresholdsFile thresholds,
        LearntIntervals? intervals, LearntRegimes? regimes)
    {
        (this.intervals, this.regimes) = (intervals, regimes);
        Interval = intervals is null ? null : ServedInterval.Of(intervals.State);
        (this.manifest, Model, Features, Options, Thresholds) = (manifest, model, features, options, thresholds);
        forecaster = new LiveForecaster(features, new QualityGate(thresholds), options.Regimes, manifest.RegimeVerdicts);
    }

    /// <summary>The model.</summary>
    public TrainedModel Model { get; }

    /// <summary>The model as it is served.</summary>
    public ServedModel Served => new(Model, Features, Options.Regimes, manifest.RegimeVerdicts);

    /// <summary>The feature sets it was trained with.</summary>
    public FeatureSets Features { get; }

    /// <summary>The options of the run that made it.</summary>
    public RunOptions Options { get; }

    /// <summary>A thresholds file of its unit alone.</summary>
    public ThresholdsFile Thresholds { get; }

    /// <summary>What intervals are made with where no later outcomes are known; null where the bundle has none.</summary>
    public ServedInterval? Interval { get; }

    /// <summary>Loads the model of a bundle.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="families">The model families there are.</param>
    /// <exception cref="InputRefusedException">A file is missing or damaged; the model is for something else than the manifest says; its
    /// features are computed otherwise by this program than by the one that trained it.</exception>
    public static BundleModel Load(Bundle bundle, ModelRegistry families)
    {
        var (manifest, folder) = (bundle.Manifest, bundle.Folder);
        var meta = Json<ModelMeta>(bundle, TrainedModel.MetaFile);
        Require(folder, TrainedModel.MetaFile, "coin", meta.Coin, manifest.Coin);
        Require(folder, TrainedModel.MetaFile, "timeframe", $"{meta.Timeframe}", $"{manifest.Timeframe}");
        Require(folder, TrainedModel.MetaFile, "horizon", $"{meta.Horizon}", $"{manifest.Horizon}");
        Require(folder, TrainedModel.MetaFile, "family", meta.Family, manifest.Family);
        Require(folder, TrainedModel.MetaFile, "features' hash", meta.FeatureHash, manifest.FeaturesHash);

        var features = Yaml<FeatureConfig>(bundle, BundleNames.Features)
            .Build(FeatureCatalog.Default, Path.Combine(folder, BundleNames.Features));
        var recipe = features.Recipe(meta.FeatureSet);
        var now = recipe.Names.Count == meta.FeatureNames.Count ? recipe.Hash : recipe.WithoutBtc()?.Hash;
        Require(folder, BundleNames.Features, $"hash of set '{meta.FeatureSet}', as this program computes it,", now ?? "none",
            manifest.FeaturesHash);

        var options = Yaml<RunOptions>(bundle, BundleNames.Config);
        var thresholds = Json<ThresholdsFile>(bundle, BundleNames.Thresholds);
        var config = Json<ModelConfig>(bundle, TrainedModel.ConfigFile);
        var scaler = Json<Scaler>(bundle, TrainedModel.ScalerFile);
        var calibration = config.IsCalibrated ? Json<ModelCalibration>(bundle, TrainedModel.CalibrationFile) : null;
        var reference = config.HasReference ? Json<DriftReference>(bundle, TrainedModel.ReferenceFile) : null;
        var intervals = IfThere<LearntIntervals>(bundle, BundleNames.Intervals);
        intervals?.RefuseDamaged(Path.Combine(folder, BundleNames.Intervals));
        var regimes = IfThere<LearntRegimes>(bundle, BundleNames.Regimes);
        regimes?.RefuseDamaged(Path.Combine(folder, BundleNames.Regimes));
        var model = TrainedModel.Load(
            meta, scaler, config, calibration, config.Files.ToDictionary(name => name, bundle.Read), folder, families, reference);
        return new BundleModel(manifest, model, features, options, thresholds, intervals, regimes);
    }

    /// <summary>Forecasts from features that are all zero, which every model must be able to: a proof that it works at all.</summary>
    /// <exception cref="InputRefusedException">The probabilities are none.</exception>
    public Prediction ForecastZeros()
    {
        var row = new double[Model.Meta.FeatureNames.Count];
        return Checked(Model.PredictLast([.. Enumerable.Repeat(row, Model.Lookback)]));
    }

    /// <summary>Forecasts at the newest candle and asks the gate of the bundle's own thresholds.</summary>
    /// <param name="candles">The unit's candles.</param>
    /// <param name="bitcoin">Bitcoin's candles; null where there are none.</param>
    /// <param name="now">The present, UTC; null lets candles and models of every age pass.</param>
    /// <param name="served">In which regimes it may trade by newer verdicts; null takes those of the manifest.</param>
    /// <exception cref="InputRefusedException">The candles are others than the model is for, or too few.</exception>
    public JudgedForecast Forecast(CandleSeries candles, CandleSeries? bitcoin, DateTimeOffset? now, RegimeFilter? served = null)
    {
        var judged = forecaster.Judge(Model, candles, bitcoin, now, served);
        Checked(judged.Prediction);
        return now is { } present ? AtAge(judged, present) : judged;
    }

    /// <summary>Forecasts the last of some bars whose features are known, and asks the same gate.</summary>
    /// <param name="rows">As <see cref="TrainedModel.PredictLast"/> takes them.</param>
    /// <param name="closed">When the last bar closed, UTC; null where it is not known, and then the forecast is not to be traded.</param>
    /// <param name="now">The present, UTC.</param>
    /// <param name="served">In which regimes it may trade by newer verdicts; null takes those of the manifest.</param>
    /// <exception cref="InputRefusedException">There are too few bars, or one has another number of features.</exception>
    public JudgedForecast Forecast(
        IReadOnlyList<IReadOnlyList<double>> rows, DateTimeOffset? closed, DateTimeOffset now, RegimeFilter? served = null)
    {
        var judged = forecaster.Judge(Model, rows, closed, now, served);
        Checked(judged.Prediction);
        return AtAge(judged, now);
    }

    /// <summary>Compares the newest candles with what the model was trained on, and its recent forecasts with what occurred.</summary>
    /// <param name="candles">The unit's candles.</param>
    /// <param name="bitcoin">Bitcoin's candles; null where there are none.</param>
    /// <exception cref="InputRefusedException">The features need candles of Bitcoin, and there are none.</exception>
    public DriftJudgement JudgeDrift(CandleSeries candles, CandleSeries? bitcoin) =>
        new DriftJudge(Features, Options, intervals: intervals).Judge(Model, manifest.Version, candles, bitcoin);

    /// <summary>Judges anew where the model may trade, by the trades of its bundle and those that it would have made since.</summary>
    /// <param name="data">The newest candles of its unit, and funding rates.</param>
    /// <returns>A verdict for every regime, in their order; null for a bundle of an earlier version, without verdicts or trades.</returns>
    /// <exception cref="InputRefusedException">The features need candles of Bitcoin, and there are none.</exception>
    public IReadOnlyList<RegimeVerdict>? JudgeRegimes(UnitData data) =>
        regimes is null || manifest.RegimeVerdicts is null ? null : new RegimeJudge(Features, Options, regimes).Judge(Model, data);

    /// <summary>The regime of the unit's market at the close of its last candle, told as where the model is served.</summary>
    /// <param name="candles">The unit's candles, one or more.</param>
    public MarketRegime RegimeOf(CandleSeries candles) => UnitRegimes.Served(Options.Regimes, candles)[candles.Count - 1];

    /// <inheritdoc/>
    public void Dispose() => Model.Dispose();

    // An expired model does not trade, whatever the gate says; that its candle is stale too is said first.
    private JudgedForecast AtAge(JudgedForecast judged, DateTimeOffset now)
    {
        if (!manifest.IsExpired(now))
            return judged;
        var expired = string.Create(
            CultureInfo.InvariantCulture,
            $"the champion {manifest.Version} is too old: it expired at {manifest.Expires:yyyy-MM-dd HH:mm'Z'}, "
                + $"{(now - manifest.Expires)?.TotalDays:0.#} days ago");
        var reason = judged.Age?.Refusal is { } stale ? $"{stale}; {expired}" : expired;
        return judged with
        {
            Decision = judged.Decision with { ShouldTrade = false, SizeFactor = 0, Reason = reason },
            FilteredReason = reason,
        };
    }

    private Prediction Checked(Prediction forecast)
    {
        var sum = forecast.Down + forecast.Flat + forecast.Up;
        return Math.Abs(sum - 1) < 1e-3 && float.IsFinite(forecast.Value)
            ? forecast
            : throw new InputRefusedException(FormattableString.Invariant(
                $"The model of {Model.Meta.Coin}/{Model.Meta.Timeframe} gives probabilities that sum to {sum}; they must sum to 1."));
    }

    private static void Require(string folder, string file, string what, string there, string wanted)
    {
        if (there != wanted)
            throw new InputRefusedException(
                $"{Path.Combine(folder, file)}: the {what} is {there}; it must be {wanted}, as in {BundleNames.Manifest}.");
    }

    private static T Json<T>(Bundle bundle, string name)
        where T : class => HuracanJson.Deserialize<T>(bundle.Read(name), Path.Combine(bundle.Folder, name));

    private static T? IfThere<T>(Bundle bundle, string name)
        where T : class => bundle.Files.ContainsKey(name) ? Json<T>(bundle, name) : null;

    private static T Yaml<T>(Bundle bundle, string name)
        where T : class => YamlFile.Parse<T>(Encoding.UTF8.GetString(bundle.Read(name)), Path.Combine(bundle.Folder, name));
}
