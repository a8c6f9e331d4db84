using System.Net.Http.Headers;
using Huracan.Api.Keys;
using Huracan.Cluster.Keys;
using Huracan.Contracts.Client;
using Huracan.Tests.Api.Harness;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Huracan.Tests.Api.Keys;

public class KeyTests(WithHost<KeyTests>.Shared shared) : WithHost<KeyTests>(shared)
{
    private static readonly string[] Open = ["/", "/health", "/alive"];

    [PostgresFact]
    public async Task Every_route_but_root_and_health_needs_a_key_and_every_change_an_operators()
    {
        var host = await HostAsync();
        var routes = host.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        Assert.True(routes.Count > 30, $"{routes.Count} routes");
        foreach (var route in routes)
        {
            var path = "/" + route.RoutePattern.RawText!.Trim('/');
            if (Open.Contains(path))
                continue;
            var url = path.Replace("{id}", "20250101T000000Z-00000000", StringComparison.Ordinal)
                .Replace("{coin}", "NOUSDT", StringComparison.Ordinal)
                .Replace("{timeframe}", "1h", StringComparison.Ordinal)
                    .Replace("{**path}", "a.json", StringComparison.Ordinal)
                    .Replace("{documentName}", "v1", StringComparison.Ordinal);
            var method = new HttpMethod(route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods[0] ?? "GET");
            var isChange = method == HttpMethod.Post && !path.EndsWith("/predict", StringComparison.Ordinal);

            Assert.Equal(401, await StatusAsync(host.Nobody, method, url));
            if (path != "/events")
                Assert.Equal(isChange, await StatusAsync(host.Reader, method, url) == 403);
            if (path != "/events")
                Assert.DoesNotContain(await StatusAsync(host.Operator, method, url), new[] { 401, 403, 500, 503 });
            Assert.NotNull(route.Metadata.GetMetadata<IAuthorizeData>());
            Assert.NotNull(
                route.Metadata.GetMetadata<IEndpointNameMetadata>()
                    ?? (object?)(path.StartsWith("/openapi", StringComparison.Ordinal) ? path : null));
        }
    }

    [PostgresFact]
    public async Task Root_and_health_are_open()
    {
        var host = await HostAsync();

        foreach (var path in Open)
            Assert.Equal(200, await StatusAsync(host.Nobody, HttpMethod.Get, path));
    }

    [PostgresFact]
    public async Task A_key_may_come_as_bearer()
    {
        var host = await HostAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/runs");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", host.KeyOf(ApiRole.Reader));

        using var answer = await host.Nobody.SendAsync(request);

        Assert.Equal(200, (int)answer.StatusCode);
    }

    [PostgresTheory]
    [InlineData("nonsense")]
    [InlineData("hrc_0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("' or '1'='1")]
    public async Task An_unknown_key_is_refused(string key)
    {
        var host = await HostAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/runs");
        request.Headers.Add(KeyAuthentication.Header, key);

        using var answer = await host.Nobody.SendAsync(request);

        await ApiHost.ProblemAsync(answer, 401);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
    }

    [PostgresFact]
    public async Task The_key_file_is_private_and_its_keys_are_added_to_a_new_database()
    {
        var host = await HostAsync();
        var file = Path.Combine(host.State, "api-keys.json");
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));

        await using var other = await ApiHost.StartAsync(state: host.State);

        Assert.Equal(host.KeyOf(ApiRole.Operator), other.KeyOf(ApiRole.Operator));
        Assert.Equal(200, await StatusAsync(other.Operator, HttpMethod.Get, "/runs"));
    }

    [PostgresFact]
    public async Task A_deployment_can_configure_an_operators_key()
    {
        var key = ApiKeyTable.Create();
        await using var host = await ApiHost.StartAsync(settings: [$"--Api:OperatorKey={key}"]);
        host.Nobody.DefaultRequestHeaders.Add(KeyAuthentication.Header, key);

        Assert.Equal(400, await StatusAsync(host.Nobody, HttpMethod.Post, "/runs")); // allowed, and refused for what it asks
        await Assert.ThrowsAsync<OptionsValidationException>(() => ApiHost.StartAsync(settings: ["--Api:OperatorKey=secret"]));
    }

    [PostgresFact]
    public async Task Too_many_requests_of_one_key_are_refused_and_those_of_another_are_not()
    {
        await using var host = await ApiHost.StartAsync(settings: ["--Api:Burst=5", "--Api:RequestsPerSecond=1"]);
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 12; i++)
            answers.Add(await host.Reader.GetAsync("/runs"));

        var refused = answers.Where(answer => (int)answer.StatusCode == 429).ToList();

        Assert.InRange(refused.Count, 5, 7);
        await ApiHost.ProblemAsync(refused[0], 429);
        Assert.NotNull(refused[0].Headers.RetryAfter);
        Assert.Equal(200, await StatusAsync(host.Operator, HttpMethod.Get, "/runs"));
        Assert.Equal(200, await StatusAsync(host.Nobody, HttpMethod.Get, "/health"));
    }

    private static async Task<int> StatusAsync(HttpClient client, HttpMethod method, string url)
    {
        using var request = new HttpRequestMessage(method, url);
        if (method == HttpMethod.Post)
            request.Content = ApiHost.Json(new { coins = new[] { "?" } });
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return (int)answer.StatusCode;
    }
}
