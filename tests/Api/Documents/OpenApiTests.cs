using System.Text.Json;
using Huracan.Contracts;
using Huracan.Tests.Api.Harness;
using Microsoft.AspNetCore.Routing;

namespace Huracan.Tests.Api.Documents;

public class OpenApiTests(WithHost<OpenApiTests>.Shared shared) : WithHost<OpenApiTests>(shared)
{
    private static readonly string[] Undescribed = ["/", "/health", "/alive", "/metrics", "/openapi/{documentName}.json"];

    [PostgresFact]
    public async Task Every_route_is_described_with_a_summary_and_the_errors_it_may_answer()
    {
        var host = await HostAsync();
        using var document = await host.GetAsync<JsonDocument>("/openapi/v1.json");
        var paths = document.RootElement.GetProperty("paths");
        var routes = host.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(route => "/" + route.RoutePattern.RawText!.Trim('/'))
            .Select(path => path.Replace("{**path}", "{path}", StringComparison.Ordinal))
                .Except(Undescribed)
                .Distinct()
                .Order(StringComparer.Ordinal);

        Assert.Equal(routes, paths.EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal));
        foreach (var operation in paths.EnumerateObject().SelectMany(path =>
            path.Value.EnumerateObject().Where(part => part.Name is "get" or "post").Select(part => (path.Name, part.Value))))
        {
            Assert.False(string.IsNullOrEmpty(operation.Value.GetProperty("summary").GetString()), operation.Name);
            var responses = operation.Value.GetProperty("responses");
            foreach (var status in new[] { "401", "403", "429", "503" })
                Assert.True(responses.TryGetProperty(status, out _), $"{operation.Name} {status}");
            Assert.True(responses.TryGetProperty("200", out _), operation.Name);
        }
    }

    [PostgresFact]
    public async Task The_root_names_the_document()
    {
        var host = await HostAsync();

        using var root = JsonDocument.Parse(await host.Nobody.GetStringAsync("/"));

        var path = root.RootElement.GetProperty("openapi").GetString()!;
        using var document = await host.GetAsync<JsonDocument>(path);
        Assert.Equal("Huracan", document.RootElement.GetProperty("info").GetProperty("title").GetString());
    }

    [PostgresFact]
    public async Task Types_are_described_as_they_are_written()
    {
        var host = await HostAsync();
        using var document = await host.GetAsync<JsonDocument>("/openapi/v1.json");
        var schemas = document.RootElement.GetProperty("components").GetProperty("schemas");

        var row = schemas.GetProperty("RankingRow").GetProperty("properties");
        var timeframe = row.GetProperty("timeframe");
        if (timeframe.TryGetProperty("$ref", out var reference))
            timeframe = schemas.GetProperty(reference.GetString()!.Split('/')[^1]);
        Assert.Equal("string", timeframe.GetProperty("type").GetString());
        Assert.Equal("number", row.GetProperty("score").GetProperty("type").GetString());
        Assert.Equal(
            ["null", "number"],
            row.GetProperty("net_edge_bps")
                .GetProperty("type")
                .EnumerateArray()
                .Select(type => type.GetString())
                .Order(StringComparer.Ordinal));
        Assert.True(row.TryGetProperty("run_id", out _));
        var body = document.RootElement.GetProperty("paths")
            .GetProperty("/runs")
            .GetProperty("post")
            .GetProperty("requestBody")
            .GetProperty("content")
            .GetProperty("application/json");
        var unit = schemas.GetProperty("UnitId");
        Assert.Equal("string", unit.GetProperty("type").GetString());
        Assert.Matches(unit.GetProperty("pattern").GetString()!, $"{new UnitId("BTCUSDT", Timeframe.M15)}");
        Assert.All(
            ["IReadOnly", "JsonElement", "System.", "&lt;"],
            name => Assert.DoesNotContain(name, document.RootElement.GetRawText(), StringComparison.Ordinal));
        Assert.EndsWith("/RunRequest", body.GetProperty("schema").GetProperty("$ref").GetString(), StringComparison.Ordinal);
    }
}
