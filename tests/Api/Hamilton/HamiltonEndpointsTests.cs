using System.Net.Http.Headers;
using Huracan.Contracts.Hamilton;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Contracts.Trading;
using Huracan.Tests.Api.Harness;
using Huracan.Tests.Hamilton;
using Microsoft.Extensions.Options;

namespace Huracan.Tests.Api.Hamilton;

/// <summary>The routes as a program without the typed client has them.</summary>
public sealed class HamiltonEndpointsTests : IDisposable
{
    private const string Model = "/hamilton/models/SIM001USDT/4h";

    private readonly ChampionFolder folder = new();

    public void Dispose() => folder.Dispose();

    [PostgresFact]
    public async Task A_champion_is_served_from_the_folder_and_its_decisions_are_recorded()
    {
        folder.Promote(ChampionFolder.Bundle("v7"));
        using var champion = folder.Model("v7");
        await using var host = await StartAsync();
        var hour = TimeSpan.FromHours(1);
        var closed = new DateTimeOffset(TimeProvider.System.GetUtcNow().Ticks / hour.Ticks * hour.Ticks, TimeSpan.Zero);

        var model = await host.GetAsync<ChampionModel>(Model);
        var row = Assert.Single(await host.GetAsync<List<RankedChampion>>("/hamilton/ranking"));
        var forecast = await ApiHost.ReadAsync<ChampionForecast>(await host.Reader.PostAsync(
            $"{Model}/predict?timeframe=1h", ApiHost.Json(new { rows = TestMarket.Features(champion), closed_at = closed })));
        var decisions = await Eventually.GetAsync<Page<DecisionView>>(host, "/decisions/SIM001USDT/1h", page => page.Items.Count == 1);

        Assert.Equal(("v7", "4h"), (model.Manifest.Version, model.Horizon));
        Assert.Equal(("v7", 1), (row.Version, row.Rank));
        Assert.Equal((closed, "v7", false), (forecast.AsOf, forecast.Version, forecast.IsStale));
        var decision = decisions.Items[0];
        Assert.Equal(("v7", forecast.Class, forecast.Gate.Reason), (decision.RunId, decision.Class, decision.Reason));
    }

    [PostgresFact]
    public async Task Refusals_say_why_in_problem_details()
    {
        folder.Promote(ChampionFolder.Bundle());
        using var champion = folder.Model("v1");
        await using var host = await StartAsync();

        await RefusedAsync(await host.Reader.GetAsync("/hamilton/models/ETHUSDT/4h"), 404, "There is no champion of 'ETHUSDT'");
        await RefusedAsync(await host.Reader.GetAsync($"{Model}?timeframe=15m"), 404, "from 15m candles; it has 4h (1h h4)");
        await RefusedAsync(await host.Reader.GetAsync("/hamilton/models/SIM001USDT/soon"), 422, "'soon' is not a horizon");
        await RefusedAsync(
            await host.Reader.PostAsync($"{Model}/predict", ApiHost.Json(new { rows = new[] { new { moon = 1.0 } } })), 422,
            "Row 0 of the features: 'moon' is none of the model's features");
        await RefusedAsync(
            await host.Reader.PostAsync($"{Model}/predict", ApiHost.Json(new { rows = new object?[] { null } })), 422,
            "Row 0 of the features is null");
        await RefusedAsync(
            await host.Reader.PostAsync(
                $"{Model}/predict", ApiHost.Json(new { rows = TestMarket.Features(champion), closed_at = TestMarket.End })), 422,
            "The features are stale: their last bar closed");
        foreach (var body in new object[]
        {
            new { }, new { rows = Array.Empty<object>(), candles = Array.Empty<object>() }, new { closed_at = TestMarket.End },
            new { candles = Array.Empty<object>(), closed_at = TestMarket.End },
        })
        {
            var problem = await ApiHost.ProblemAsync(await host.Reader.PostAsync($"{Model}/predict", ApiHost.Json(body)), 400);
            Assert.Contains(
                "Give either 'rows'", problem.GetProperty("errors").GetProperty("rows")[0].GetString(), StringComparison.Ordinal);
        }
    }

    [PostgresFact]
    public async Task A_list_that_is_known_is_not_sent_again()
    {
        folder.Promote(ChampionFolder.Bundle());
        await using var host = await StartAsync();
        using var first = await host.Reader.GetAsync("/hamilton/ranking");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/hamilton/ranking");
        request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(first.Headers.ETag!.ToString())); // every list has one

        using var again = await host.Reader.SendAsync(request);

        Assert.Equal(304, (int)again.StatusCode);
    }

    [PostgresFact]
    public async Task Without_champions_the_ranking_is_empty()
    {
        await using var host = await StartAsync();

        Assert.Empty(await host.GetAsync<List<RankedChampion>>("/hamilton/ranking"));
        Assert.Empty(await host.GetAsync<List<BlockedUnit>>("/hamilton/do-not-trade"));
    }

    [PostgresFact]
    public async Task Bundles_that_nobody_trusted_has_signed_are_not_served()
    {
        folder.Promote(ChampionFolder.Bundle().Eased("SIM001USDT", GateAction.Active));
        var key = Convert.ToBase64String(new byte[32]);
        await using var host = await StartAsync($"--HURACAN_BUNDLE_PUBLIC_KEYS={key}");

        await RefusedAsync(await host.Reader.GetAsync(Model), 422, "must be signed by one of the keys in HURACAN_BUNDLE_PUBLIC_KEYS");
        var blocked = Assert.Single(await host.GetAsync<List<BlockedUnit>>("/hamilton/do-not-trade"));
        Assert.Equal(BlockedUnit.Damaged, blocked.Rule);
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync("--HURACAN_BUNDLE_PUBLIC_KEYS=short"));
        Assert.Contains("key 1 must be base64 of the 32 bytes", refused.Message, StringComparison.Ordinal);
    }

    private static async Task RefusedAsync(HttpResponseMessage answer, int status, string words)
    {
        using (answer)
            Assert.Contains(
                words, (await ApiHost.ProblemAsync(answer, status)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private async Task<ApiHost> StartAsync(params string[] settings) => await ApiHost.StartAsync(
        await Servers.Databases.TestPostgres.CreateAsync(), _ => { }, [$"--Api:Champions={folder.Store.Root}", .. settings]);
}
