using Huracan.Cli.Data;
using Huracan.Cli.Factory;
using Huracan.Cli.Run;
using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Engine.Factory;
using Huracan.MarketData.Catalog;
using Huracan.MarketData.Daily;
using Huracan.MarketData.Download;
using Huracan.MarketData.Http;
using Huracan.MarketData.Vendors;
using Huracan.Storage.Bundles;
using Huracan.Storage.Champions;
using Huracan.Storage.Configuration;
using Huracan.Storage.Files;
using Huracan.Storage.MarketStore;
using Spectre.Console;

namespace Huracan.Cli.Daily;

/// <summary>The tasks of the daily cycle on this machine.</summary>
internal sealed class LocalTasks(
    DailyOptions options, VendorsOptions vendors, RunRequest request, ChampionStore champions, TimeProvider time) : IDisposable
{
    private readonly HttpClient client = VendorHttp.NewClient(), told = Webhooks.NewClient();
    private readonly LocalModels models = new(request.Output);

    private string UniverseFile => Path.Combine(RunPaths.ReportsIn(request.Output), "daily", "universe.json");

    /// <summary>Carries a task out.</summary>
    /// <exception cref="InputRefusedException">It cannot be done; the message says why.</exception>
    /// <exception cref="VendorException">The exchange cannot be asked.</exception>
    public Task<TaskOutcome> RunAsync(string task, DateTimeOffset occurrence, CancellationToken cancellationToken) => task switch
    {
        DailyTask.Download => DownloadAsync(cancellationToken),
        DailyTask.Universe => Task.FromResult(ChooseCoins(cancellationToken)),
        DailyTask.Factory => TrainAsync(occurrence, cancellationToken),
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
        var universe = CoinUniverse.Choose(new StoreCandleSource(options.Source), options.ToFactory().Universe, cancellationToken);
        AtomicFile.Write(UniverseFile, HuracanJson.Serialize(universe));
        return universe.ToOutcome();
    }

    private CoinUniverse Universe(StoreCandleSource source, CancellationToken cancellationToken)
    {
        if (!File.Exists(UniverseFile))
            return CoinUniverse.Choose(source, options.ToFactory().Universe, cancellationToken);
        var universe = JsonFile.Read<CoinUniverse>(UniverseFile);
        return universe with { Coins = [.. universe.Coins.Where(coin => source.Coins.Contains(coin.Coin))] };
    }

    private async Task<TaskOutcome> TrainAsync(DateTimeOffset occurrence, CancellationToken cancellationToken)
    {
        var source = new StoreCandleSource(options.Source);
        var universe = Universe(source, cancellationToken);
        var choices = new List<TrainingChoice>();
        var reports = new List<FactoryReport>();
        HashSet<UnitId> contended =
        [
            .. champions.Latest().Champions.Concat(ChampionContest.ChallengersOf(champions).Latest().Champions)
                .Select(pointer => pointer.Key.Unit)
        ];
        foreach (var timeframe in options.ToFactory().Timeframes)
        {
            var chosen = await new TrainingSelection(
                source, options.Factory.Retrain, (unit, _) => Task.FromResult(models.Find(unit))).ChooseAsync(
                    [.. universe.Coins.Select(coin => new UnitId(coin.Coin, timeframe))], cancellationToken);
            choices.AddRange(chosen);
            var factory = options.ToFactory();
            if (TrainingSelection.RunOf(factory, universe, timeframe, chosen, contended, occurrence) is not { } run)
                continue;
            if ((await new FactorySession(factory, request, champions).ExecuteAsync(run, universe, cancellationToken)).Report is { } report)
                reports.Add(report);
        }
        await WatchAsync(reports.SelectMany(report => report.Units), cancellationToken);
        return TaskOutcomes.OfFactory(reports, choices);
    }

    private async Task WatchAsync(IEnumerable<FactoryUnit> units, CancellationToken cancellationToken)
    {
        foreach (var unit in units.Where(unit => unit.Outcome == FactoryOutcome.Failed))
        {
            var id = new UnitId(unit.Coin, unit.Timeframe);
            if (models.FailedRuns(id) is var failed && failed >= options.Alerts.FailedRuns)
                await AlertAsync(DailyAlert.OfUnit(id, failed, unit.Reason, time.GetUtcNow()), cancellationToken);
        }
        var all = champions.Latest().Champions;
        if (DailyAlert.OfChampions(all.Count(IsUsable), all.Count, time.GetUtcNow()) is { } alert)
            await AlertAsync(alert, cancellationToken);
    }

    private bool IsUsable(ChampionPointer pointer)
    {
        try
        {
            return !champions.Open(pointer).Manifest.IsExpired(time.GetUtcNow());
        }
        catch (InputRefusedException)
        {
            return false;
        }
    }

    private TaskOutcome DeleteOld()
    {
        var deleted = models.DeleteBefore(time.GetUtcNow().AddDays(-options.Retention.RunDays));
        return TaskOutcomes.OfRetention(deleted, options.Retention);
    }
}
