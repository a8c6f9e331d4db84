using System.Text;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Engine.Features;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Consensus;
using Huracan.Engine.Pipeline.Scoring;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Training;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Splits;
using Huracan.Storage.Configuration;
using Huracan.Storage.Runs;

namespace Huracan.Storage.Bundles;

/// <summary>Collects a bundle from what a run left of a unit's chosen candidate.</summary>
internal sealed class RunBundle(IRunFolder folder, UnitId unit, BundleRequest request)
{
    public const string Candles = "candles";
    public const string Bitcoin = "bitcoin";
    public const string Funding = "funding";

    public BundleSource Collect()
    {
        var report = Json<UnitReport>(UnitReport.PathOf(unit));
        if (report.Result is not { Status: UnitStatus.Done, Family: { } family, Horizon: { } horizon, Score: { } score, Tier: { } tier }
            || report.Result.Action is not { } action)
            throw new InputRefusedException($"{request.RunId} chose no model for {unit}: it was skipped, failed, or not traded yet.");
        var root = RunOutputs.Candidate(unit, family, horizon);
        RequireFinished(root);

        var options = YamlFile.Parse<RunOptions>(Text(RunOutputs.Config), RunOutputs.Config);
        var data = UnitData.Read(folder, unit);
        var meta = Json<ModelMeta>($"{root}/{StageOutputs.FinalModel}/{TrainedModel.MetaFile}");
        var candidate = report.Candidates.First(tried => tried.Family == family && tried.Horizon == horizon);
        var metrics = new BundleMetrics(
            score, tier, action, meta.EntryThreshold, candidate.Validation.LogLossSkill, candidate.Forecasts.LogLossSkill,
            candidate.Forecasts.Classification.BalancedAccuracy, report.Result.DeflatedSharpe, candidate.Trading.Trading);
        var manifest = new BundleManifest(
            BundleManifest.CurrentFormat, unit.Coin, unit.Timeframe, horizon, family, request.Version, meta.TrainedFrom, meta.TrainedTo,
            Parts(options, data), meta.FeatureHash, CodeHash(), DataHashes(folder, unit), new BundleSeeds(options.Seed, meta.Seed),
            report.Result.TrialsTried, metrics, request.Promotion, new BundleLineage(request.RunId, request.Previous),
            request.Expires?.ToUniversalTime(), [])
        {
            RegimeVerdicts = candidate.RegimeVerdicts,
        };
        return new BundleSource(manifest, Files(root, options, report));
    }

    /// <summary>Hashes of what a run ingested of a unit, as <see cref="BundleManifest.DataHashes"/> has them.</summary>
    public static SortedDictionary<string, string> DataHashes(IRunFolder folder, UnitId unit)
    {
        var data = UnitData.Read(folder, unit);
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["data"] = data.Hash };
        Add(Candles, RunOutputs.Candles(unit));
        if (data.Bitcoin is { } bitcoin)
            Add(Bitcoin, RunOutputs.Candles(bitcoin.Unit));
        Add(Funding, RunOutputs.Funding(unit.Coin));
        return hashes;

        void Add(string name, string path)
        {
            if (folder.Hash(path) is { } hash)
                hashes.Add(name, hash);
        }
    }

    // A model is of the stages' own making, or it is none of this run.
    private void RequireFinished(string root)
    {
        foreach (var stage in new[] { FinalStage.Name, BacktestStage.Name })
        {
            if (Verify(root, stage) is null)
                throw new InputRefusedException($"{root} of {request.RunId} has not finished '{stage}'.");
        }
        // Runs made before there were these have none.
        Verify(root, BestStage.Name);
        Verify($"{unit}", ConsensusStage.Name);
    }

    private string? Verify(string root, string stage)
    {
        try
        {
            return new StageRunner(folder, root, progress: null).Verify(stage);
        }
        catch (EditedOutputException edited)
        {
            throw new InputRefusedException($"{request.RunId}: {edited.Message}", edited);
        }
    }

    private Dictionary<string, byte[]> Files(string root, RunOptions options, UnitReport report)
    {
        var thresholds = UnitThresholds.Of(options, unit.Timeframe, [report.Result]);
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [BundleNames.Config] = folder.Read(RunOutputs.Config),
            [BundleNames.Features] = folder.Read(RunOutputs.Features),
            [BundleNames.Thresholds] = HuracanJson.Serialize(thresholds),
        };
        var model = $"{root}/{StageOutputs.FinalModel}/";
        foreach (var path in folder.List(model.TrimEnd('/')))
            files.Add(path[model.Length..], folder.Read(path));
        foreach (var name in new[] { BundleNames.Intervals, BundleNames.Regimes }.Where(name => folder.Exists($"{root}/{name}")))
            files.Add(name, folder.Read($"{root}/{name}"));
        string[] reports =
        [
            UnitReport.PathOf(unit), RunOutputs.UnitPage(unit), RunOutputs.Decisions(unit), $"{root}/{StageOutputs.ValidationMetrics}",
            $"{root}/{StageOutputs.TestMetrics}", $"{root}/{StageOutputs.TradingMetrics}", $"{root}/{StageOutputs.Edge}",
            $"{root}/{StageOutputs.ChosenSettings}", $"{root}/{StageOutputs.EquityChart}", $"{root}/{StageOutputs.Importance}",
        ];
        // They keep their places below the unit, by which the page finds its pictures.
        foreach (var path in reports.Where(folder.Exists))
            files.Add($"{BundleNames.Reports}/{path[$"{unit}/".Length..]}", folder.Read(path));
        if (folder.Exists(RunOutputs.Integrity(unit.Coin)))
            files.Add(BundleNames.Integrity, folder.Read(RunOutputs.Integrity(unit.Coin)));
        foreach (var (name, content) in request.Reports)
            files.Add($"{BundleNames.Reports}/{name}", content);
        return files;
    }

    private static SplitIntervals Parts(RunOptions options, UnitData data, FeatureSets features)
    {
        var parts = new UnitSamples(options, features, RunFiles.Families).Parts(new FeatureInput(data.Candles, data.Bitcoin));
        return new SplitIntervals(
            Interval(data.Candles, parts.Train), Interval(data.Candles, parts.Validation), Interval(data.Candles, parts.Test),
            Interval(data.Candles, parts.Shadow));
    }

    private SplitIntervals Parts(RunOptions options, UnitData data) => Parts(
        options, data,
        YamlFile.Parse<FeatureConfig>(Text(RunOutputs.Features), RunOutputs.Features).Build(FeatureCatalog.Default, RunOutputs.Features));

    private static TimeInterval Interval(CandleSeries candles, BarRange bars) => new(
        DateTimeOffset.FromUnixTimeMilliseconds(candles.OpenTimes[bars.Start]),
        DateTimeOffset.FromUnixTimeMilliseconds(candles.OpenTimes[bars.End - 1] + candles.Timeframe.Milliseconds));

    // Stages computed by other code are computed again, so that the code a run was last gone on with made all of it.
    private string CodeHash() =>
        folder.Exists(RunOutputs.Environment) && Json<MadeBy>(RunOutputs.Environment).CodeHash is { } hash ? hash : CodeIdentity.Hash;

    private string Text(string name) => Encoding.UTF8.GetString(folder.Read(name));

    private T Json<T>(string name)
        where T : class => folder.ReadJson<T>(name);

    private sealed record MadeBy(string? CodeHash = null);
}
