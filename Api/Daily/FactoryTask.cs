using System.Globalization;
using Huracan.Api.Errors;
using Huracan.Api.Models;
using Huracan.Api.Runs;
using Huracan.Api.Units;
using Huracan.Cluster.Champions;
using Huracan.Cluster.Grains;
using Huracan.Cluster.Models;
using Huracan.Cluster.Runs;
using Huracan.Cluster.Schedules;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Engine.Factory;
using Huracan.Engine.Features;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.MarketData.Daily;
using Huracan.Storage.Configuration;
using Huracan.Storage.MarketStore;

namespace Huracan.Api.Daily;

/// <summary>
/// Has the cluster's factory train the units of the universe whose models are old, and waits until they have contended. One run a
/// timeframe.
/// </summary>
internal sealed class FactoryTask(
    RunPlanner planner, RunTable runs, ContestTable contests, ChampionTable champions, ModelTable models, UnitFileReader files,
    ScheduleHistoryTable history, ClusterConnection cluster, DailyWatch watch, TimeProvider time) : IDailyTask
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    public string Name => DailyTask.Factory;

    public async Task<TaskOutcome> RunAsync(DailyOptions options, ScheduledTask due, CancellationToken cancellationToken)
    {
        var source = new StoreCandleSource(options.Source);
        var universe = await UniverseAsync(source, options, cancellationToken);
        var started = new List<string>();
        var choices = new List<TrainingChoice>();
        HashSet<UnitId> contended =
        [
            .. (await champions.LatestAsync(cancellationToken)).Champions.Select(pointer => pointer.Key.Unit),
            .. await champions.WaitingAsync(cancellationToken)
        ];
        foreach (var timeframe in options.ToFactory().Timeframes)
        {
            // What was started before this host took over is gone on with: the choice would be another one now.
            var key = string.Create(CultureInfo.InvariantCulture, $"daily-{due.Occurrence.UtcDateTime:yyyyMMddTHHmmssfffZ}-{timeframe}");
            if (await runs.FindByKeyAsync(key, cancellationToken) is { } earlier)
            {
                started.Add(earlier);
                continue;
            }
            var chosen = await new TrainingSelection(source, options.Factory.Retrain, FindAsync).ChooseAsync(
                [.. universe.Coins.Select(coin => new UnitId(coin.Coin, timeframe))], cancellationToken);
            choices.AddRange(chosen);
            var factory = options.ToFactory();
            if (TrainingSelection.RunOf(factory, universe, timeframe, chosen, contended, due.Occurrence) is { } run)
                started.Add(await StartAsync(factory, run, universe, key, cancellationToken));
        }
        return await ConcludeAsync(options, started, choices, cancellationToken);
    }

    private async Task<CoinUniverse> UniverseAsync(StoreCandleSource source, DailyOptions options, CancellationToken cancellationToken)
    {
        var latest = (await history.PageAsync(DailyTask.Universe, null, null, null, 20, cancellationToken))
            .Select(row => row.View).FirstOrDefault(view => view is { State: OccurrenceState.Done, Report: not null });
        if (latest is null || DailyReports.Read<CoinUniverse>(latest) is not { } universe)
            return CoinUniverse.Choose(source, options.ToFactory().Universe, cancellationToken);
        return universe with { Coins = [.. universe.Coins.Where(coin => source.Coins.Contains(coin.Coin))] };
    }

    /// <summary>A unit's latest model; null where it has none, or one that never contended because its run was cancelled.</summary>
    internal async Task<KnownModel?> FindAsync(UnitId unit, CancellationToken cancellationToken)
    {
        if (await models.CurrentAsync(unit, cancellationToken) is not { } current
            || await runs.FindAsync(current.RunId, cancellationToken) is not { } run)
            return null;
        if (run is { Factory: not null, State: RunState.Cancelled }
            && await contests.FindAsync(new UnitKey(current.RunId, unit), cancellationToken) is null)
            return null;
        // From the unit's files: a model in memory may be an older one.
        var path = $"{ModelViews.FolderOf(current)}/{TrainedModel.MetaFile}";
        if (await files.TryReadAsync(new UnitKey(current.RunId, unit), path, cancellationToken) is not { } content)
            return null; // its files are gone: it is trained anew
        var meta = HuracanJson.Deserialize<ModelMeta>(content, path);
        var origin = $"{current.RunId}/{RunOutputs.Features}";
        return new KnownModel(
            meta, DataTo(current, YamlFile.Parse<RunOptions>(run.Config, $"{current.RunId}/{RunOutputs.Config}")),
            YamlFile.Parse<FeatureConfig>(run.Features, origin).Build(FeatureCatalog.Default, origin));
    }

    // A run that names no end had the candles of its time.
    private static DateTimeOffset DataTo(RankingRow model, RunOptions options)
    {
        var (end, length) = ((options.To?.Time ?? model.AsOf).ToUnixTimeMilliseconds(), model.Timeframe.Milliseconds);
        return DateTimeOffset.FromUnixTimeMilliseconds(end / length * length - length);
    }

    private async Task<string> StartAsync(
        FactoryOptions factory, RunOptions run, CoinUniverse universe, string key, CancellationToken cancellationToken)
    {
        try
        {
            var plan = planner.PlanFactory(
                YamlFile.Parse<FactoryRequest>(YamlFile.Format(factory), FactoryOptions.FileName), run, universe, key);
            return (await (await cluster.RunAsync(plan.RunId, cancellationToken)).PlanAsync(plan)).RunId;
        }
        catch (RequestValidationException refused)
        {
            throw new InputRefusedException(string.Join(' ', refused.Errors.SelectMany(error => error.Value)), refused);
        }
    }

    private async Task<TaskOutcome> ConcludeAsync(
        DailyOptions options, List<string> started, List<TrainingChoice> choices, CancellationToken cancellationToken)
    {
        var reports = new List<FactoryReport>();
        foreach (var runId in started)
            reports.Add(await ReportAsync(runId, cancellationToken));
        await watch.CheckAsync(started, options.Alerts, cancellationToken);
        return TaskOutcomes.OfFactory(reports, choices);
    }

    private async Task<FactoryReport> ReportAsync(string runId, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var view = await runs.ViewAsync(runId, cancellationToken) ?? throw new InputRefusedException($"Run {runId} is gone.");
                if (view.Finished is not null && await contests.ReportAsync(runId, cancellationToken) is { } report)
                    return report;
            }
            catch (Exception exception) when (ErrorHandler.IsUnavailable(exception))
            {
                // the run goes on meanwhile
            }
            await Task.Delay(PollInterval, time, cancellationToken);
        }
    }
}
