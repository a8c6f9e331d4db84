using Huracan.Cli.Data;
using Huracan.Cli.Run;
using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Pipeline.Stages;
using Huracan.MarketData.Catalog;
using Huracan.MarketData.Daily;
using Huracan.MarketData.Download;
using Huracan.MarketData.Http;
using Huracan.MarketData.Vendors;
using Huracan.Storage.Configuration;
using Huracan.Storage.Files;
using Huracan.Storage.MarketStore;
using Spectre.Console;

namespace Huracan.Cli.Daily;

/// <summary>The tasks of the daily cycle on this machine.</summary>
internal sealed class LocalTasks(DailyOptions options, VendorsOptions vendors, RunRequest request, TimeProvider time) : IDisposable
{
    private readonly HttpClient client = VendorHttp.NewClient(), told = Webhooks.NewClient();
    private readonly LocalModels models = new(RunPaths.ArtifactsIn(request.Output));

    private string UniverseFile => Path.Combine(RunPaths.ReportsIn(request.Output), "daily", "universe.json");

    /// <summary>Carries a task out.</summary>
    /// <exception cref="InputRefusedException">It cannot be done; the message says why.</exception>
    /// <exception cref="VendorException">The exchange cannot be asked.</exception>
    public Task<TaskOutcome> RunAsync(string task, DateTimeOffset occurrence, CancellationToken cancellationToken) => task switch
    {
        DailyTask.Download => DownloadAsync(cancellationToken),
        DailyTask.Universe => Task.FromResult(ChooseCoins(cancellationToken)),
        DailyTask.Run => TrainAsync(occurrence, cancellationToken),
        _ => Task.FromResult(DeleteOld()),
    };

    /// <summary>Tells whoever is to be told.</summary>
    public async Task AlertAsync(DailyAlert alert, CancellationToken cancellationToken)
    {
        AnsiConsole.MarkupLineInterpolated($"[yellow]Alert {alert.Alert}:[/] {alert.Text}");
        foreach (var failure in await new Webhooks(told, time).SendAsync(alert, options.Alerts.Webhooks, cancellationToken))
            await Console.Error.WriteLineAsync($"The alert did not arrive at {failure}.");
    }

    public void Dispose()
    {
        client.Dispose();
        told.Dispose();
    }

    private async Task<TaskOutcome> DownloadAsync(CancellationToken cancellationToken)
    {
        var market = SettingValue.Parse<MarketKind>("market", options.Market);
        var vendor = VendorCatalog.Create(options.Vendor, market, vendors, client, time);
        var wanted = options.ToDownload(await vendor.TimeAsync(cancellationToken));
        var store = CandleStore.OpenOrCreate(options.Source, options.Vendor, options.Market);
        DownloadReport report;
        using (store.Lock())
        using (var display = DownloadDisplay.Open(time))
            report = await new Downloader(vendor, store, time).RunAsync(wanted, display.Show, cancellationToken);
        var now = time.GetUtcNow();
        if (DailyAlert.OfData(store, options.Alerts.NoDataHours, now - report.ClockSkew, now) is { } alert)
            await AlertAsync(alert, cancellationToken);
        return report.ToOutcome();
    }

    private TaskOutcome ChooseCoins(CancellationToken cancellationToken)
    {
        var universe = Universe.Choose(CandleStore.Open(options.Source), options.Universe, cancellationToken);
        AtomicFile.Write(UniverseFile, HuracanJson.Serialize(universe));
        return universe.ToOutcome();
    }

    private async Task<TaskOutcome> TrainAsync(DateTimeOffset occurrence, CancellationToken cancellationToken)
    {
        var source = new StoreCandleSource(options.Source);
        var coins = File.Exists(UniverseFile)
            ? [.. JsonFile.Read<Universe>(UniverseFile).Coins.Select(coin => coin.Coin).Intersect(source.Coins)]
            : source.Coins;
        var choices = new List<TrainingChoice>();
        var units = new List<UnitResult>();
        var runs = new List<string>();
        foreach (var timeframe in options.Run.Timeframes)
        {
            var chosen = await new TrainingSelection(
                source, options.Run.Retrain, (unit, _) => Task.FromResult(models.Find(unit))).ChooseAsync(
                    [.. coins.Select(coin => new UnitId(coin, timeframe))], cancellationToken);
            choices.AddRange(chosen);
            if (TrainingSelection.RunOf(options, timeframe, chosen, occurrence) is not { } run)
                continue;
            using var session = RunSession.Create(run, request with { AddsToPublished = true });
            await session.ExecuteAsync(cancellationToken);
            runs.Add(session.RunId);
            units.AddRange(session.Summary?.Units ?? []);
        }
        await WatchAsync(units, cancellationToken);
        var done = units.Count(unit => unit.Status == UnitStatus.Done);
        return TaskOutcomes.OfTraining(runs, done, units.Count, choices);
    }

    private async Task WatchAsync(List<UnitResult> trained, CancellationToken cancellationToken)
    {
        foreach (var unit in trained.Where(unit => unit.Status == UnitStatus.Failed))
        {
            if (models.FailedRuns(unit.Unit) is var failed && failed >= options.Alerts.FailedRuns)
                await AlertAsync(DailyAlert.OfUnit(unit.Unit, failed, unit.Reason, time.GetUtcNow()), cancellationToken);
        }
        var path = RunPaths.ThresholdsIn(request.Output);
        if (!File.Exists(path) || JsonFile.Read<ThresholdsFile>(path).Coins.Values.All(coin => coin.Action != GateAction.Active))
            await AlertAsync(
                new DailyAlert(DailyAlert.NoChampion, time.GetUtcNow(), "No coin is ACTIVE: nothing may be traded at full size."),
                cancellationToken);
    }

    private TaskOutcome DeleteOld()
    {
        var deleted = models.DeleteBefore(time.GetUtcNow().AddDays(-options.Retention.RunDays));
        return TaskOutcomes.OfRetention(deleted, options.Retention);
    }
}
