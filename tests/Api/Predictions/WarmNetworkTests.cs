using System.Diagnostics.Metrics;
using Huracan.Api.Predictions;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Tests.Api.Harness;

namespace Huracan.Tests.Api.Predictions;

/// <summary>Networks hold native memory: as much as the models that are kept, however many come and go.</summary>
[Collection(NetworksCollection.Name)]
public class WarmNetworkTests
{
    private const int Kept = 2;
    private const int Clients = 6;

    [PostgresFact]
    public async Task A_network_forecasts_by_the_API_what_its_backtest_did()
    {
        await using var host = await ApiHost.StartAsync();
        var runId = await Seed.NetworksAsync(host);
        foreach (var trained in TrainedNetworks.Value.Units)
        {
            var answer = await PredictAsync(host, runId, trained, trained.Candles.Count);

            Assert.Equal("cnn-lstm", answer.Family);
            Assert.Equal(trained.Last.Up, answer.Long, 1e-5);
            Assert.Equal(trained.Last.Down, answer.Short, 1e-5);
            Assert.Equal(trained.Last.Direction, answer.Class);
        }
    }

    [PostgresFact]
    public async Task More_networks_than_are_kept_serve_many_at_once_while_newer_ones_come_and_none_is_left_behind()
    {
        var units = TrainedNetworks.Value.Units; // more than are kept
        Assert.True(units.Count > Kept);
        var host = await ApiHost.StartAsync(settings: [$"--Api:WarmModels={Kept}", "--Api:Burst=1000000"]);
        using var tensors = new LiveTensors(host.Get<IMeterFactory>());
        await using (host)
        {
            var newest = await Seed.NetworksAsync(host);
            await PredictAsync(host, newest, units[0]);
            var each = tensors.Count;
            Assert.True(each > 0, "A network in memory holds tensors.");

            using var stop = new CancellationTokenSource();
            var served = Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
            {
                var count = 0;
                for (; !stop.IsCancellationRequested; count++)
                {
                    // a failed request fails the test
                    await PredictAsync(host, Volatile.Read(ref newest), units[(client + count) % units.Count]);
                }
                return count;
            })).ToArray();
            for (var i = 0; i < 3; i++)
            {
                newest = await Seed.NetworksAsync(host);
                foreach (var unit in units)
                    Assert.Equal(newest, (await PredictAsync(host, newest, unit)).RunId);
            }
            await stop.CancelAsync();
            Assert.All(await Task.WhenAll(served), count => Assert.True(count > 3, $"{count} requests"));

            // what was being loaded has been put away
            await Eventually.ThatAsync(() => Task.FromResult(tensors.Count <= Kept * each));
            Assert.Equal(Kept, host.Get<ModelCache>().Count);
            Assert.Equal(Kept * each, tensors.Count);
        }
        Assert.Equal(0, tensors.Count);
    }

    private static async Task<PredictResponse> PredictAsync(ApiHost host, string runId, TrainedUnit trained, int bars = 400) =>
        await ApiHost.ReadAsync<PredictResponse>(
        await host.Reader.PostAsync(
            $"/runs/{runId}/units/{trained.Unit}/predict",
            ApiHost.Json(new PredictRequest { Candles = TrainedRun.Rows(trained.Candles, bars) })));
}
