using Huracan.AppHost.Hosting;
using Huracan.Contracts.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Huracan.AppHost.Commands;

internal static class DemonstrationCommand
{
    /// <summary>Adds a command that asks the API for the demonstration's run.</summary>
    public static IResourceBuilder<ProjectResource> WithDemonstrationCommand(
        this IResourceBuilder<ProjectResource> api, AppHostOptions options) =>
        api.WithCommand("demonstration", "Start the demonstration", async context =>
        {
            var settings = options.Demo ?? Checkout.Path("config", "experiments", "demo.yaml");
            var key = OperatorKey(options.Folder(api.Resource.Name));
            using var handler = new ApiKeyHandler(() => key) { InnerHandler = new SocketsHttpHandler() };
            using var http = new HttpClient(handler) { BaseAddress = new Uri(api.GetEndpoint("http").Url) };
            var client = new HuracanClient(http, context.Services.GetRequiredService<TimeProvider>());
            try
            {
                var run = await client.StartAsync(
                    await File.ReadAllTextAsync(settings, context.CancellationToken), context.CancellationToken);
                return CommandResults.Success($"Run {run.RunId} is queued");
            }
            catch (ApiException exception)
            {
                return CommandResults.Failure(exception.Message);
            }
        }, new CommandOptions
        {
            Description = "Queues a run on simulated coins, so that there is something to see.",
            IconName = "Play",
            UpdateState = CommandStates.WhenHealthy
        });

    /// <summary>The key that the API made at its first start.</summary>
    private static string OperatorKey(string folder) =>
        ApiKeyEntry.Read(Path.Combine(folder, ApiKeyEntry.FileName)).First(entry => entry.Role == ApiRole.Operator).Key;
}
