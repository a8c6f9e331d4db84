using System.Globalization;
using System.Text;
using System.Text.Json;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Market;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Execution;
using Huracan.Engine.Pipeline.Ingest;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Quality.Confidence;
using Huracan.Storage.Configuration;
using Huracan.Storage.Runs;

namespace Huracan.Storage.Bundles;

/// <summary>
/// Derives a bundle's figures of the test part anew: the stages of a run ingest the candles it was made on, let its model forecast and
/// trade them, and measure.
/// </summary>
/// <param name="bundle">The bundle.</param>
/// <param name="source">Candles and funding rates, at least up to the newest bar that the bundle was made on; later ones are cut
/// off.</param>
public sealed class BundleReplay(Bundle bundle, ICandleSource source)
{
    // Relative. Processors and GPUs add numbers in different orders.
    private const double Tolerance = 1e-6;

    private readonly BundleManifest manifest = bundle.Manifest;

    /// <summary>What is not as the manifest says, a line each; empty where every figure that is derived agrees to six digits. Those are the
    /// skill, the balanced accuracy and the trading of the test part. Score, validation skill, deflated Sharpe ratio and threshold
    /// need the run that chose the model, and are not derived. Where candles or funding rates are others, that alone is said.</summary>
    /// <param name="cancellationToken">Stops within one batch.</param>
    /// <exception cref="InputRefusedException">The source does not have the coin, or its candles are refused.</exception>
    public IReadOnlyList<string> Differences(CancellationToken cancellationToken)
    {
        var scratch = Directory.CreateTempSubdirectory("huracan-replay-");
        try
        {
            return Differences(Path.Combine(scratch.FullName, manifest.Version), cancellationToken);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private List<string> Differences(string folder, CancellationToken cancellationToken)
    {
        var options = YamlFile.Parse<RunOptions>(
            Encoding.UTF8.GetString(bundle.Read(BundleNames.Config)), Path.Combine(bundle.Folder, BundleNames.Config));
        options.To = Instant.Of(manifest.Parts.Shadow.To);
        options.Device = TrainingDevice.Cpu;
        RunFiles.Create(folder, options, bundle.Read(BundleNames.Features));
        var model = new NamedModel(
            new RunFolder(Path.GetDirectoryName(bundle.Folder)!), Path.GetFileName(bundle.Folder)); // it lies below its unit
        var context = RunFiles.Open(folder) with
        {
            NamedModel = model,
            ModelFiles = BroughtModels.OfModel(bundle.Files), // a fold of the test part may be trained on again
            Chain = new ChainOptions { First = ChainStage.Backtest, FindsModel = true },
        };
        var ingest = new IngestStage(context, source);
        foreach (var coin in new[] { RunPlan.Bitcoin, manifest.Coin }.Intersect(source.Coins))
            ingest.Run(coin, cancellationToken);

        var unit = manifest.Key.Unit;
        if (!context.Folder.Exists(RunOutputs.Candles(unit)))
            throw new InputRefusedException($"{source.Description} has no candles of {unit} that pass the preflight.");
        // Funding rates are compared by the figures alone: a source that has grown since has more of them.
        var hashes = RunBundle.DataHashes(context.Folder, unit);
        var changed = new[] { RunBundle.Candles, RunBundle.Bitcoin }
            .Where(name => hashes.GetValueOrDefault(name) != manifest.DataHashes.GetValueOrDefault(name))
            .ToList();
        if (changed.Count > 0)
            return [
                $"{string.Join(", ", changed)} of {source.Description} up to {manifest.AsOf:yyyy-MM-dd HH:mm} are not what it was made on"
            ];
        var (has, had) = (hashes.ContainsKey(RunBundle.Funding), manifest.DataHashes.ContainsKey(RunBundle.Funding));
        if (has != had)
            return [
                had
                    ? $"{source.Description} has no funding rates of {manifest.Coin}, and it was made with some; "
                        + "--funding names their folder"
                    : $"{source.Description} has funding rates of {manifest.Coin}, and it was made without any",
            ];
        if (Spread(context.Folder, options.Costs.HalfSpreadBps) is { } spread)
            return [spread];

        var result = new UnitPipeline(context).Run(unit, progress: null, cancellationToken);
        if (result.Status != UnitStatus.Done)
            throw new InputRefusedException($"{unit} cannot be traded again: {result.Reason}");
        var root = RunOutputs.Candidate(unit, manifest.Family, manifest.Horizon);
        var output = $"{root}/{StageOutputs.NamedBacktests}/{model.Find().Hash[..8]}";
        var forecasts = context.Folder.ReadJson<ForecastReport>($"{output}/{StageOutputs.TestMetrics}");
        var trading = context.Folder.ReadJson<TradingReport>($"{output}/{StageOutputs.TradingMetrics}");
        var figures = manifest.Metrics;
        return
        [
            .. Compare(
                new DerivedFigures(figures.TestSkill, figures.BalancedAccuracy, figures.Test),
                new DerivedFigures(forecasts.LogLossSkill, forecasts.Classification.BalancedAccuracy, trading.Trading)),
            .. Intervals($"{output}/{StageOutputs.Intervals}", context.Folder),
        ];
    }

    // Quotes are in no hash: those that have come since, or are gone, change the costs of every trade.
    private string? Spread(IRunFolder derived, double configured)
    {
        var meta = HuracanJson.Deserialize<ModelMeta>(
            bundle.Read(TrainedModel.MetaFile), Path.Combine(bundle.Folder, TrainedModel.MetaFile));
        var (had, has) = (meta.HalfSpreadBps ?? configured, derived.ReadJson<CoinSpread>(RunOutputs.Spread(manifest.Coin)));
        return IsSame(had, has.HalfSpreadBps)
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"half the spread of {manifest.Coin} is {has.HalfSpreadBps:0.###} basis points by {source.Description}, "
                    + $"and it was made with {had:0.###}: its quotes are others");
    }

    private IEnumerable<string> Intervals(string path, IRunFolder derived)
    {
        if (manifest.Files.All(file => file.Path != BundleNames.Intervals))
            yield break;
        var said = HuracanJson.Deserialize<LearntIntervals>(
            bundle.Read(BundleNames.Intervals), Path.Combine(bundle.Folder, BundleNames.Intervals));
        var now = derived.ReadJson<LearntIntervals>(path);
        if (said.KnownTo != now.KnownTo || !IsSame(said.State.Alpha, now.State.Alpha) || said.State.Scores.Count != now.State.Scores.Count
            || !said.State.Scores.Zip(now.State.Scores).All(pair => IsSame(pair.First, pair.Second)))
            yield return $"the state of the intervals is another as derived than in {BundleNames.Intervals}";
    }

    private static IEnumerable<string> Compare(DerivedFigures said, DerivedFigures derived)
    {
        var (left, right) = (Numbers(said), Numbers(derived));
        foreach (var (name, value) in left)
        {
            var now = right.GetValueOrDefault(name, double.NaN);
            if (!IsSame(value, now))
                yield return string.Create(CultureInfo.InvariantCulture, $"{name} is {now:G9} as derived, and {value:G9} in the manifest");
        }
    }

    private static bool IsSame(double said, double derived) =>
        said.Equals(derived) || Math.Abs(said - derived) <= Tolerance * Math.Max(Math.Abs(said), Math.Abs(derived));

    // As they are written, so that no figure is forgotten here that the manifest gains.
    private static Dictionary<string, double> Numbers(DerivedFigures metrics)
    {
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
        Add("", JsonSerializer.SerializeToElement(metrics, HuracanJson.Compact));
        return numbers;

        void Add(string path, JsonElement element)
        {
            foreach (var property in element.EnumerateObject())
            {
                var name = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
                if (property.Value.ValueKind == JsonValueKind.Object)
                    Add(name, property.Value);
                else if (property.Value.ValueKind == JsonValueKind.Number)
                    numbers.Add(name, property.Value.GetDouble());
            }
        }
    }

    // Under their names in BundleMetrics.
    private sealed record DerivedFigures(double TestSkill, double BalancedAccuracy, TradingMetrics Test);
}
