using Huracan.Cluster.Silos;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Tests.Api.Harness;

namespace Huracan.Tests.Api.Models;

public class ModelEndpointsTests(WithHost<ModelEndpointsTests>.Shared shared) : WithHost<ModelEndpointsTests>(shared)
{
    [PostgresFact]
    public async Task A_model_describes_itself_and_its_origin()
    {
        var host = await HostAsync();
        var runId = await Seed.ScoredAsync(host);

        var model = await Eventually.GetAsync<ModelView>(host, "/models/SIM001USDT/1h", view => view.Ranking.RunId == runId);
        var list = await Eventually.GetAsync<Page<RankingRow>>(host, "/models", page =>
            page.Items.Count == 1 && page.Items[0].RunId == runId);

        Assert.Equal(list.Items[0], model.Ranking);
        Assert.Equal("xgboost", model.Ranking.Family);
        Assert.True(model.Samples is > 0 and <= 400);
        Assert.Equal(64, model.FeatureHash.Length);
        Assert.Contains("meta.json", model.Files.Keys);
        Assert.Equal(1, model.Lookback);
        Assert.True(model.MinCandles > 100, $"{model.MinCandles}"); // the features warm up first
        await ApiHost.ProblemAsync(await host.Reader.GetAsync("/models/SIM001USDT/4h"), 404);
    }

    [PostgresFact]
    public async Task Thresholds_are_those_published_last_or_those_of_a_run()
    {
        var host = await HostAsync();
        var unit = new UnitId("AUSDT", Timeframe.H4);
        var first = await Seed.QueuedAsync(host, unit);
        await Seed.EndAsync(host, new UnitKey(first, unit), UnitStatus.Skipped, "first");
        var second = await Seed.QueuedAsync(host, unit);
        await Seed.EndAsync(host, new UnitKey(second, unit), UnitStatus.Skipped, "second");

        var latest = await Eventually.GetAsync<ThresholdsFile>(host, "/thresholds/4h", file => file.Coins["AUSDT"].Reason == "second");
        var older = await host.GetAsync<ThresholdsFile>($"/thresholds/4h?run={first}");

        Assert.Equal(GateAction.NoTrade, latest.Coins["AUSDT"].Action);
        Assert.Equal("first", older.Coins["AUSDT"].Reason);
        await ApiHost.ProblemAsync(await host.Reader.GetAsync("/thresholds/1d"), 404);
        await ApiHost.ProblemAsync(await host.Reader.GetAsync("/thresholds/never"), 400);
    }

    [PostgresFact]
    public async Task Silos_are_listed_while_they_send_heartbeats()
    {
        var host = await HostAsync();
        await host.Get<SiloTable>().HeartbeatAsync("silo-1", 4, 2, "cpu", CancellationToken.None);

        var silos = await host.GetAsync<Page<SiloView>>("/silos");
        await host.Get<SiloTable>().LeaveAsync("silo-1", CancellationToken.None);

        Assert.Equal(("silo-1", 4, 2), (silos.Items.Single().Id, silos.Items[0].Slots, silos.Items[0].Busy));
        Assert.Empty((await host.GetAsync<Page<SiloView>>("/silos")).Items);
    }
}
