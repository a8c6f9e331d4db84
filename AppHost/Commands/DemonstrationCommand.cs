using System.Net.Http.Headers;
using System.Text.Json;
using Huracan.AppHost.Hosting;

namespace Huracan.AppHost.Commands;

internal static class DemonstrationCommand
{
    /// <summary>Adds a command that asks the API for the demonstration's run.</summary>
    public static IResourceBuilder<ProjectResource> WithDemonstrationCommand(
        this IResourceBuilder<ProjectResource> api, AppHostOptions options) =>
        api.WithCommand("demonstration", "Start the demonstration", async context =>
        {
            var settings = options.Demo ?? Checkout.Path("config", "experiments", "demo.yaml");
            using var http = new HttpClient { BaseAddress = new Uri(api.GetEndpoint("http").Url) };
            using var content = new StringContent(
                await File.ReadAllTextAsync(settings, context.CancellationToken), new MediaTypeHeaderValue("application/yaml"));
            http.DefaultRequestHeaders.Add(
                "X-Api-Key", await OperatorKeyAsync(options.Folder(api.Resource.Name), context.CancellationToken));
            using var answer = await http.PostAsync(new Uri("runs", UriKind.Relative), content, context.CancellationToken);
            var body = await answer.Content.ReadAsStringAsync(context.CancellationToken);
            return answer.IsSuccessStatusCode
                ? CommandResults.Success($"Run {JsonDocument.Parse(body).RootElement.GetProperty("run_id").GetString()} is queued")
                : CommandResults.Failure($"The API refused it ({(int)answer.StatusCode}): {body}");
        }, new CommandOptions
        {
            Description = "Queues a run on simulated coins, so that there is something to see.",
            IconName = "Play",
            UpdateState = CommandStates.WhenHealthy
        });

    /// <summary>The key that the API made at its first start.</summary>
    private static async Task<string?> OperatorKeyAsync(string folder, CancellationToken cancellationToken)
    {
        using var keys = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "api-keys.json"), cancellationToken));
        return keys.RootElement.EnumerateArray().Single(entry => entry.GetProperty("role").GetString() == "OPERATOR").GetProperty("key")
            .GetString();
    }
}
