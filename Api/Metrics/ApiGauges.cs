using System.Diagnostics.Metrics;
using Huracan.Api.Errors;
using Huracan.Api.Predictions;
using Huracan.Api.Settings;
using Huracan.Api.Startup;
using Huracan.Cluster.Runs;
using Huracan.Cluster.Silos;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Http;
using Microsoft.Extensions.Options;

namespace Huracan.Api.Metrics;

/// <summary>
/// Gauges of the models in memory and of the state in the database. The database is read in the background, so that a scrape never waits
/// for it. While it cannot be reached, its gauges have no values.
/// </summary>
internal sealed class ApiGauges(
    IMeterFactory meters, RunTable runs, UnitTable units, DueTable due, SiloTable silos, DatabaseStartup startup, ModelCache cache,
    IOptions<ApiOptions> options,
    TimeProvider time) : BackgroundService
{
    private volatile Reading? last;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Publish();
        await startup.Done.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.MetricsSeconds), time);
        do
            last = await TryReadAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Publish()
    {
        var meter = meters.Create("Huracan.Api");
        meter.CreateObservableGauge("huracan.models.loaded", () => cache.Count, description: "Models in memory");
        meter.CreateObservableGauge("huracan.database.up", () => last is null ? 0 : 1, description: "Whether the database answered");
        meter.CreateObservableGauge("huracan.runs", () => ByState(last?.Runs), description: "Runs by state");
        meter.CreateObservableGauge("huracan.units", () => ByState(last?.Units), description: "Units that have not ended, by state");
        meter.CreateObservableGauge(
            "huracan.units.waiting", () => Of(last?.Waiting), description: "Units that have not ended and that no silo works on");
        meter.CreateObservableGauge("huracan.cluster.silos", () => Of(last?.Silos.Count), description: "Silos with a recent heartbeat");
        meter.CreateObservableGauge(
            "huracan.cluster.slots", () => Of(last?.Silos.Sum(silo => silo.Slots)), description: "Units all silos can work on at a time");
        meter.CreateObservableGauge(
            "huracan.cluster.slots.busy", () => Of(last?.Silos.Sum(silo => silo.Busy)), description: "Units all silos work on now");
    }

    private async Task<Reading?> TryReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var (runsByState, unitsByState) = (await runs.ByStateAsync(cancellationToken), await units.OpenByStateAsync(cancellationToken));
            return new Reading(
                Enum.GetValues<RunState>().Where(state => state != RunState.Unknown)
                    .ToDictionary(EnumText, state => runsByState.GetValueOrDefault(state)),
                Enum.GetValues<UnitState>().Where(state => !state.IsEnd && state != UnitState.Unknown)
                    .ToDictionary(EnumText, state => unitsByState.GetValueOrDefault(state)),
                await due.DepthAsync(cancellationToken),
                await silos.AliveAsync(TimeSpan.FromSeconds(options.Value.SiloSeconds), cancellationToken));
        }
        catch (Exception exception) when (ErrorHandler.IsUnavailable(exception))
        {
            return null;
        }
    }

    private static string EnumText<T>(T state)
        where T : struct, Enum => state.ToString().ToUpperInvariant();

    private static IEnumerable<Measurement<int>> ByState(IReadOnlyDictionary<string, int>? counts) =>
        (counts ?? new Dictionary<string, int>())
            .Select(pair => new Measurement<int>(pair.Value, new KeyValuePair<string, object?>("state", pair.Key)));

    private static IEnumerable<Measurement<int>> Of(int? value) => value is { } known ? [new Measurement<int>(known)] : [];

    private sealed record Reading(
        IReadOnlyDictionary<string, int> Runs, IReadOnlyDictionary<string, int> Units, int Waiting, IReadOnlyList<SiloView> Silos);
}
