using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Huracan.Tests.MLflow;

namespace Huracan.Tests.Publishing.MLflow;

public class ExchangesTests
{
    [Fact]
    public async Task The_server_of_the_tests_answers_as_MLflow_does()
    {
        await using var server = await LocalMLflow.StartAsync();
        using var client = new HttpClient { BaseAddress = server.Address };
        var exchanges = JsonNode.Parse(await File.ReadAllTextAsync(Repository.Golden("mlflow", "exchanges.json")))!.AsArray();
        Assert.Equal(25, exchanges.Count);
        var names = new Dictionary<string, string>();
        foreach (var exchange in exchanges)
        {
            var (method, route) = ((string)exchange!["method"]!, (string)exchange["route"]!);
            var address = route.StartsWith('/') ? Filled(route) : $"/api/2.0/mlflow/{Filled(route)}";
            using var request = new HttpRequestMessage(new HttpMethod(method), address);
            if (exchange["body"] is { } body)
            {
                var text = body.GetValueKind() == JsonValueKind.String ? body.GetValue<string>() : body.ToJsonString();
                request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Filled(text)));
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            }
            using var response = await client.SendAsync(request);
            var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
            if (route == "experiments/create" && response.IsSuccessStatusCode)
                names["{EXPERIMENT}"] = (string)answer["experiment_id"]!;
            if (route == "runs/create")
            {
                names["{RUN}"] = (string)answer["run"]!["info"]!["run_id"]!;
                names["{ARTIFACTS}"] = (string)answer["run"]!["info"]!["artifact_uri"]!;
                names["{PATH}"] = names["{ARTIFACTS}"].Split(':')[1].Trim('/');
            }
            var wanted = JsonNode.Parse(Filled(exchange["answer"]!.ToJsonString()))!.AsObject();
            // The words of a refusal are MLflow's own.
            wanted.Remove("message");
            answer.Remove("message");
            Assert.Equal((method, route, (int)exchange["status"]!), (method, route, (int)response.StatusCode));
            Assert.True(JsonNode.DeepEquals(wanted, answer), $"{method} {route}\n{wanted}\n{answer}");
        }

        string Filled(string text) => names.Aggregate(
            text, (filled, pair) => filled.Replace(pair.Key, pair.Value, StringComparison.Ordinal));
    }
}
