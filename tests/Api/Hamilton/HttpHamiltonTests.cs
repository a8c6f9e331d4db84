using Huracan.Contracts;
using Huracan.Contracts.Client;
using Huracan.Contracts.Hamilton;
using Huracan.Hamilton;
using Huracan.Tests.Api.Harness;
using Huracan.Tests.Hamilton;
using Huracan.Tests.Servers.Databases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit.Abstractions;

namespace Huracan.Tests.Api.Hamilton;

/// <summary>The typed client against the API itself, over the folder that each test fills.</summary>
[Collection(NetworksCollection.Name)]
public sealed class HttpHamiltonTests(ITestOutputHelper output) : HamiltonConformance(output), IAsyncLifetime
{
    private static readonly Lazy<Task<string>> Database = new(TestPostgres.CreateAsync);

    private readonly List<IAsyncDisposable> hosts = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var host in hosts)
            await host.DisposeAsync();
    }

    [PostgresFact]
    public async Task New_champions_are_served_under_load_without_a_failed_request_and_none_comes_back()
    {
        const int callers = 4, champions = 6;
        Folder.Promote(ChampionFolder.Bundle("v0"));
        using var model = Folder.Model("v0");
        var features = new NamedFeatures(TestMarket.Features(model), TestMarket.End);
        var hamilton = await OpenAsync(TimeSpan.Zero);
        using var stop = new CancellationTokenSource();
        var latest = new string[callers];
        var load = Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var versions = new List<string>();
            while (!stop.IsCancellationRequested)
            {
                versions.Add((await hamilton.PredictAsync("SIM001USDT", "4h", features)).Version);
                Volatile.Write(ref latest[caller], versions[^1]);
            }
            return versions;
        })).ToArray();

        for (var champion = 1; champion <= champions; champion++)
        {
            Folder.Promote(ChampionFolder.Bundle($"v{champion}"));
            await Eventually.ThatAsync(() => Task.FromResult(
                load.Any(call => call.IsFaulted) || latest.All(version => version == $"v{champion}")));
        }
        await stop.CancelAsync();

        Assert.All(await Task.WhenAll(load), versions =>
        {
            Assert.Equal(versions.Order(StringComparer.Ordinal), versions);
            Assert.Equal(Enumerable.Range(1, champions).Select(champion => $"v{champion}"), versions.Distinct().Where(one => one != "v0"));
        });
    }

    [PostgresFact]
    public async Task An_unknown_key_is_no_refusal_of_the_input()
    {
        await OpenAsync(TimeSpan.Zero);
        var host = (ApiHost)hosts[0];
        var stranger = new HttpHamilton(host.Nobody, "hrc_" + new string('0', 64));

        var refused = await Assert.ThrowsAsync<ApiException>(async () => await stranger.GetRankingAsync());

        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, refused.Status);
    }

    [PostgresFact]
    public async Task What_does_not_exist_is_told_from_what_is_wrong()
    {
        Folder.Promote(ChampionFolder.Bundle());
        var hamilton = await OpenAsync(TimeSpan.Zero);

        Assert.True((await RefusedAsync("NOUSDT", "4h")).IsNotFound);
        Assert.True((await RefusedAsync("SIM001USDT", "1h")).IsNotFound);
        Assert.False((await RefusedAsync("SIM001USDT", "soon")).IsNotFound);

        async Task<InputRefusedException> RefusedAsync(string coin, string horizon) =>
            await Assert.ThrowsAsync<InputRefusedException>(async () => await hamilton.LoadModelAsync(coin, horizon));
    }

    private protected override async Task<IHamilton> OpenAsync(TimeSpan checkEvery)
    {
        var options = new HamiltonOptions { CheckEvery = checkEvery, FactoryReports = Folder.Reports, Copies = 2 };
        var host = await ApiHost.StartAsync(
            await Database.Value,
            services => services.Replace(ServiceDescriptor.Singleton(_ => new FolderHamilton(Folder.Store, options, Time))),
            "--Api:RequestsPerSecond=1000000", "--Api:Burst=1000000");
        hosts.Add(host);
        return new HttpHamilton(host.Nobody, host.KeyOf(ApiRole.Reader));
    }
}
