using System.Net.Http.Headers;
using Huracan.Api.Keys;
using Huracan.Cluster.Keys;
using Huracan.Cluster.Postgres;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Client;
using Huracan.Contracts.Http.Runs;
using Huracan.Contracts.Trading;
using Huracan.Tests.Api.Harness;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Huracan.Tests.Api.Errors;

/// <summary>What holds for all routes, those of tomorrow too: they are taken from the running server.</summary>
public class EveryRouteTests(WithHost<EveryRouteTests>.Shared shared) : WithHost<EveryRouteTests>(shared)
{
    private const long UsualLimit = 1 << 20;

    /// <summary>Routes that are no GET and change nothing: a reader may call them.</summary>
    private static readonly string[] ForReaders = ["Predict", "PredictUnit"];

    private static readonly string[] Malicious =
    [
        "%2e%2e%2f%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%2f..%2fetc%2fpasswd", "..%5c..%5cetc%5cpasswd", "%252e%252e%252fetc", "a%00b", "%00",
        "A%0d%0aX-Malicious:%201",
        "%27%3bdrop%20table%20units%3b--", "%27%20or%20%271%27=%271", "$(id)", "%c0%ae%c0%ae%c0%af", "%F0%9F%92%A9", new string('A', 5000),
        new string('9', 9000),
    ];

    [PostgresFact]
    public async Task No_writing_route_is_open_without_an_operators_key()
    {
        var host = await HostAsync();
        var unit = new UnitId("SAFEUSDT", Timeframe.H1);
        var runId = await Seed.QueuedAsync(host, unit);
        var writing = Routes.Of(host).Where(route => Routes.Writes(route.Method)).ToList();
        Assert.True(writing.Count >= 8, $"{writing.Count} writing routes found");
        var before = await StateAsync(host, new UnitKey(runId, unit));

        foreach (var (method, path, endpoint) in writing)
        {
            var url = Routes.Fill(
                path.Replace("{id}", runId, StringComparison.Ordinal).Replace("{coin}", "SAFEUSDT", StringComparison.Ordinal));
            foreach (var (name, headers) in Unauthorized(host))
            {
                using var answer = await SendAsync(host, method, url, headers);
                Assert.True((int)answer.StatusCode == 401, $"{method} {url} with {name}: {(int)answer.StatusCode}");
                await ApiHost.ProblemAsync(answer, 401);
            }
            using var readers = await SendAsync(host, method, url, [(KeyAuthentication.Header, host.KeyOf(ApiRole.Reader))]);
            var isForReaders = ForReaders.Contains(endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName);
            Assert.True(isForReaders != ((int)readers.StatusCode == 403), $"{method} {url} with a reader's key: {(int)readers.StatusCode}");
        }

        Assert.Equal(before, await StateAsync(host, new UnitKey(runId, unit)));
    }

    [PostgresFact]
    public async Task Every_route_with_a_body_refuses_one_that_is_too_large_with_or_without_its_length()
    {
        var host = await HostAsync();
        var taking = Routes.Of(host).Where(route => route.Endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is not null).ToList();
        Assert.True(taking.Count >= 3, $"{taking.Count} routes with a body found");
        foreach (var (method, path, endpoint) in taking)
        {
            var limit = endpoint.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? UsualLimit;
            var type = endpoint.Metadata.GetMetadata<IAcceptsMetadata>()!.ContentTypes[0]; // it has one, as filtered
            foreach (var isChunked in new[] { false, true })
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), Routes.Fill(path))
                {
                    Content = new ByteArrayContent(new byte[limit + 1]),
                };
                request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
                request.Content.Headers.ContentLength = isChunked ? null : limit + 1;
                request.Headers.TransferEncodingChunked = isChunked;
                request.Headers.ExpectContinue = true; // sends nothing of the body where the server wants none
                using var answer = await host.Operator.SendAsync(request);
                // Of what is sent without its length, what has come so far may be found to be nonsense first.
                Assert.True(
                    (int)answer.StatusCode == 413 || (isChunked && (int)answer.StatusCode == 400),
                    $"{method} {path} {(isChunked ? "in chunks" : "")}: {(int)answer.StatusCode}");
            }
        }
    }

    [PostgresFact]
    public async Task No_path_parameter_reaches_another_resource()
    {
        var host = await HostAsync();
        var key = host.KeyOf(ApiRole.Operator);
        var asked = 0;
        foreach (var (method, path, _) in Routes.Of(host))
        {
            foreach (var parameter in Routes.Good.Keys.Where(path.Contains))
            {
                foreach (var value in Malicious)
                {
                    var (status, answer) = await RawRequest.SendAsync(
                        host, method, Routes.Fill(path.Replace(parameter, value, StringComparison.Ordinal)), key);
                    Assert.True(
                        status is 400 or 404 or 405 or 414 or 415 or 422,
                        $"{method} {path} with {parameter} = {value[..Math.Min(60, value.Length)]}: {status}");
                    Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
                    var headers = answer.Split("\r\n\r\n")[0];
                    Assert.DoesNotContain("X-Malicious", headers, StringComparison.OrdinalIgnoreCase);
                    Assert.DoesNotContain("Npgsql", answer, StringComparison.Ordinal);
                    asked++;
                }
            }
        }
        Assert.True(asked > 200, $"{asked} requests");
        Assert.Equal(200, (await RawRequest.SendAsync(host, "GET", "/runs", key)).Status); // and it lives
    }

    [PostgresFact]
    public async Task No_query_causes_a_server_error()
    {
        var host = await HostAsync();
        var key = host.KeyOf(ApiRole.Operator);
        string[] names = ["run", "after", "limit", "timeframe", "sort", "action", "tier"];
        foreach (var (method, path, _) in Routes.Of(host).Where(route => !Routes.Writes(route.Method) && route.Path != "/events"))
        {
            foreach (var value in Malicious.Where(text => text.Length < 100))
            {
                var (status, _) = await RawRequest.SendAsync(
                    host, method, $"{Routes.Fill(path)}?{string.Join('&', names.Select(name => $"{name}={value}"))}", key);
                Assert.True(status < 500 || (status == 503 && path is "/health" or "/alive"), $"{path} with {value}: {status}");
            }
        }
    }

    [PostgresTheory]
    [InlineData("coins", "BTC';drop table runs;--")]
    [InlineData("timeframes", "1h';drop table runs;--")]
    [InlineData("models", "xgboost';drop table runs;--")]
    [InlineData("labels", "';drop table runs;--")]
    [InlineData("device", "';drop table runs;--")]
    [InlineData("version", "v1';drop table runs;--")]
    [InlineData("from", "2024-01-01';drop table runs;--")]
    [InlineData("source", "/tmp/../etc/\0passwd")]
    [InlineData("source", "../../etc")]
    public async Task Invalid_names_in_a_body_are_refused(string field, string value)
    {
        var host = await HostAsync();
        object body = new Dictionary<string, object> { [field] = field is "coins" or "timeframes" or "models" ? new[] { value } : value };

        await ApiHost.ProblemAsync(await host.Operator.PostAsync("/runs", ApiHost.Json(body)), 400);
    }

    [PostgresFact]
    public async Task Free_text_is_stored_unchanged()
    {
        var host = await HostAsync();
        const string word = "');delete/**/from/**/runs;--";
        var body = new RunRequest { Timeframes = ["1h"], Models = ["xgboost"], SimulatedCoins = 1, SimulatedBars = 3000 };
        var made = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            using var answer = await SendAsync(
                host, "POST", "/runs", [(KeyAuthentication.Header, host.KeyOf(ApiRole.Operator)), ("Idempotency-Key", word)],
                ApiHost.Json(body));
            made.Add((await ApiHost.ReadAsync<RunView>(answer)).RunId);
        }

        Assert.Single(made.Distinct());
        var stored = await host.Get<Database>().QueryAsync(
            "select idempotency_key from runs where id = $1", row => row.GetString(0), CancellationToken.None, made[0]);
        Assert.Equal(word, stored.Single());
    }

    // A good key in a wrong place, and a bad one in the right place.
    private static IEnumerable<(string Name, (string Header, string Value)[] Headers)> Unauthorized(ApiHost host)
    {
        var good = host.KeyOf(ApiRole.Operator);
        yield return ("no key", []);
        yield return ("an unknown key", [(KeyAuthentication.Header, ApiKeyTable.Create())]);
        yield return ("an unknown bearer", [("Authorization", $"Bearer {ApiKeyTable.Create()}")]);
        yield return ("half a key", [(KeyAuthentication.Header, good[..^1])]);
        yield return ("a key and more", [(KeyAuthentication.Header, good + "0")]);
        yield return ("capitals", [(KeyAuthentication.Header, good.ToUpperInvariant())]);
        yield return ("two keys in one", [(KeyAuthentication.Header, $"{good},{good}")]);
        yield return ("an empty key", [(KeyAuthentication.Header, "")]);
        yield return ("a long key", [(KeyAuthentication.Header, new string('f', 20_000))]);
        yield return ("a bearer without a key", [("Authorization", "Bearer ")]);
        yield return ("a scheme that is none", [("Authorization", good)]);
        yield return ("basic", [
            ("Authorization", $"Basic {Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"operator:{good}"))}"),
        ]);
        yield return ("a cookie", [("Cookie", $"{KeyAuthentication.Header}={good}")]);
        yield return ("the operator's fingerprint", [(KeyAuthentication.Header, $"hrc_{ApiKeyTable.Fingerprint(good)}")]);
    }

    private static async Task<HttpResponseMessage> SendAsync(
        ApiHost host, string method, string url, (string Header, string Value)[] headers, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), url)
        {
            Content = content ?? ApiHost.Json(new { coins = new[] { "?" } }),
        };
        foreach (var (header, value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(header, value));
        return await host.Nobody.SendAsync(request);
    }

    private static async Task<(UnitRecord?, int, int)> StateAsync(ApiHost host, UnitKey key)
    {
        var counts = await host.Get<Database>().QueryAsync(
            "select (select count(*) from runs)::int, (select count(*) from events)::int", row => (row.GetInt32(0), row.GetInt32(1)),
            CancellationToken.None);
        return (await host.Get<UnitTable>().FindAsync(key, CancellationToken.None), counts[0].Item1, counts[0].Item2);
    }
}
