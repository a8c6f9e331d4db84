using System.Net.Http.Headers;
using System.Text;
using Huracan.Cluster.Keys;
using Huracan.Contracts.Client;
using Huracan.Tests.Servers;
using Huracan.Tests.Silo.Harness;

namespace Huracan.Tests.Silo.Grains;

public class OrleansDashboardTests
{
    [PostgresFact]
    public async Task The_dashboard_of_Orleans_asks_for_an_operators_key()
    {
        await using var cluster = await TestCluster.StartAsync();
        var keys = new ApiKeyTable(cluster.Database, TimeProvider.System);
        var (reader, @operator) = (ApiKeyTable.Create(), ApiKeyTable.Create());
        await keys.AddAsync("reader", ApiRole.Reader, reader, CancellationToken.None);
        await keys.AddAsync("operator", ApiRole.Operator, @operator, CancellationToken.None);
        var port = Ports.Free();
        await cluster.AddSiloAsync("a", port: port, hasDashboard: true);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
        await UntilAnsweredAsync(http);

        foreach (var path in new[] { "orleans/", "orleans/DashboardCounters", "orleans/ClusterStats", "orleans/Trace" })
        {
            Assert.Equal(401, await StatusAsync(path, null));
            Assert.Equal(401, await StatusAsync(path, new AuthenticationHeaderValue("Basic", "no base64")));
            Assert.Equal(401, await StatusAsync(path, Password(reader)));
        }
        Assert.Equal(200, await StatusAsync("orleans/", Password(@operator)));
        Assert.Equal(200, await StatusAsync("orleans/DashboardCounters", Password(@operator)));
        http.DefaultRequestHeaders.Add("X-Api-Key", @operator);
        Assert.Equal(200, await StatusAsync("orleans/ClusterStats", null));

        async Task<int> StatusAsync(string path, AuthenticationHeaderValue? authorization)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Authorization = authorization;
            using var answer = await http.SendAsync(request);
            return (int)answer.StatusCode;
        }
    }

    private static AuthenticationHeaderValue Password(string key) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"me:{key}")));

    private static async Task UntilAnsweredAsync(HttpClient http)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync("alive", timeout.Token);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not there yet.
            }
            await Task.Delay(100, timeout.Token);
        }
    }
}
