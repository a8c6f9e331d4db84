using System.Net;
using Huracan.Tests.Dashboard.Harness;

namespace Huracan.Tests.Dashboard.Layout;

public class PolicyTests(Site site) : Browsing(site)
{
    [BrowserFact]
    public async Task Pages_load_from_this_host_only_and_other_host_names_are_refused()
    {
        using var http = new HttpClient { BaseAddress = Site.Dashboard };
        using var page = await http.GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains(page.Headers.GetValues("Content-Security-Policy"), policy =>
            policy.Contains("script-src 'self'", StringComparison.Ordinal));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "rebound.example";
        using var refused = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [BrowserFact]
    public async Task Paths_lead_to_no_other_route_of_the_api()
    {
        using var http = new HttpClient { BaseAddress = Site.Dashboard };
        foreach (var path in new[]
        {
            $"/data/{Site.RunId}/BTCUSDT/1h/files/..%2f..%2f..%2fsummary", $"/data/..%2f..%2fsilos/X/1h/candles",
            $"/data/{Site.RunId}/BTCUSDT/7x/equity",
        })
        {
            using var answer = await http.GetAsync(path);
            Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound, $"{path}: {answer.StatusCode}");
        }
    }
}
