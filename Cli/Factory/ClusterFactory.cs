using Huracan.Cli.Server;
using Huracan.Cli.Terminal;
using Huracan.Contracts.Client;
using Huracan.Engine.Factory;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Storage.Configuration;

namespace Huracan.Cli.Factory;

/// <summary>Has a cluster do the factory's work, and follows it.</summary>
internal static class ClusterFactory
{
    /// <returns>The exit code, as of a local one.</returns>
    public static async Task<int> ExecuteAsync(HuracanClient client, FactoryOptions options, CancellationToken cancellationToken)
    {
        var run = await client.StartAsync(RequestOf(options), cancellationToken);
        try
        {
            return await RunWatch.FollowAsync(client, run.RunId, allowSkipped: true, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            throw new InterruptedException(
                $"the run goes on. See '{Invocation.Name} runs watch {run.RunId}', or '{Invocation.Name} runs cancel {run.RunId}'.");
        }
    }

    // The cluster knows neither this machine's working folder nor its settings files.
    private static string RequestOf(FactoryOptions options)
    {
        var request = YamlFile.Parse<FactoryRequest>(YamlFile.Format(options), FactoryOptions.FileName);
        request.Run = YamlFile.Load<RunOptions>(options.Settings);
        request.Source = options.Source is { } source ? Path.GetFullPath(source) : null;
        request.Funding = options.Funding is { } funding ? Path.GetFullPath(funding) : null;
        request.CompareSource = options.CompareSource is { } compared ? Path.GetFullPath(compared) : null;
        return YamlFile.Format(request);
    }
}
