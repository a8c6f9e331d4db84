using Huracan.Cluster.Cache;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Progress;
using Huracan.Tests.Api.Harness;

namespace Huracan.Tests.Api.Metrics;

[Collection(MetricsCollection.Name)]
public class MetricsTests
{
    private static readonly UnitId Coin = new("AUSDT", Timeframe.H1);

    [PostgresFact]
    public async Task Work_in_the_cluster_shows_in_the_metrics()
    {
        await using var host = await ApiHost.StartAsync(settings: "--Api:MetricsSeconds=0.1");
        var runId = await Seed.QueuedAsync(host, Coin, new UnitId("BUSDT", Timeframe.H1));
        await Eventually.ThatAsync(async () => (await Scrape.OfAsync(host)).Value("huracan_units", ("state", "QUEUED")) == 2);

        var machine = new UnitMachine(new UnitTiming());
        var units = host.Get<UnitTable>();
        var key = new UnitKey(runId, Coin);
        var epoch = new UnitActivity($"{Coin}/mlp/h4", "final") { Epoch = new EpochProgress("best", 1, 1, 1, 5000) };
        await ChangeAsync(unit => UnitMachine.Claim(unit, Seed.Owner, "cpu", TimeProvider.System.GetUtcNow()));
        await ChangeAsync(unit => UnitMachine.Advance(unit, 1, Finalizing(0.5), TimeProvider.System.GetUtcNow()));
        // the same epoch counts once
        await ChangeAsync(unit => UnitMachine.Advance(unit, 1, Finalizing(0.6), TimeProvider.System.GetUtcNow()));
        await ChangeAsync(unit => machine.Fail(unit, 1, "it broke", transient: false, TimeProvider.System.GetUtcNow()));

        await Eventually.ThatAsync(async () =>
        {
            var scrape = await Scrape.OfAsync(host);
            return scrape.Value("huracan_units_ended_total", ("state", "FAILED")) == 1
                && scrape.Value("huracan_unit_state_duration_seconds_count", ("state", "FINALIZING")) == 1
                && scrape.Value("huracan_training_samples_per_second_sum") == 5000
                && scrape.Value("huracan_training_samples_per_second_count") == 1
                && scrape.Value("huracan_units_waiting") == 1
                && scrape.Value("huracan_unit_failures_total") == 1;
        });

        UnitProgress Finalizing(double fraction) => new(UnitState.Finalizing, fraction, epoch);

        Task ChangeAsync(Func<UnitRecord, UnitRecord> change) => units.ChangeAsync(key, change, CancellationToken.None);
    }

    [PostgresFact]
    public async Task Counters_of_the_cache_begin_at_zero()
    {
        await using var host = await ApiHost.StartAsync();

        var scrape = await Scrape.OfAsync(host);

        foreach (var kind in CacheKinds.All)
        {
            foreach (var found in new[] { "memory", "redis", "miss", "error" })
                Assert.Equal(0, scrape.Value("huracan_cache_reads_total", ("kind", kind), ("found", found)));
        }
    }

    [PostgresFact]
    public async Task Requests_are_counted_by_route_and_not_by_address()
    {
        await using var host = await ApiHost.StartAsync();
        foreach (var coin in new[] { "AUSDT", "BUSDT", "CUSDT" })
            await host.Reader.GetAsync($"/models/{coin}/1h");

        var scrape = await Scrape.OfAsync(host);

        Assert.Equal(
            3,
            scrape.Value(
                "http_server_request_duration_seconds_count", ("http_response_status_code", "404"),
                ("http_route", "/models/{coin}/{timeframe}")));
        Assert.DoesNotContain("BUSDT", scrape.Page, StringComparison.Ordinal);
        Assert.Equal(3, scrape.Value("huracan_cache_reads_total", ("kind", "model"), ("found", "miss")));
    }
}
