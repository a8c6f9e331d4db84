using Huracan.Contracts;
using Huracan.Publishing.Tracking;
using Huracan.Storage.Configuration;
using Huracan.Storage.Tracking;

namespace Huracan.Publishing.MLflow;

/// <summary>The trackers that options name.</summary>
public static class MLflowTargets
{
    /// <summary>The options that are configured: <c>config/tracking.yaml</c>, with what the environment says in its place.</summary>
    /// <param name="environment">Gives a variable's value.</param>
    /// <exception cref="InputRefusedException">A setting is refused, or the credentials cannot be sent to the server.</exception>
    public static TrackingOptions Configured(Func<string, string?> environment)
    {
        var options = ConfigFolder.TryFind(TrackingOptions.FileName) is { } file
            ? YamlFile.Load<TrackingOptions>(file)
            : new TrackingOptions();
        options = options.Under(environment);
        using var client = MLflowServer.NewClient();
        _ = Open(options, client, environment, TimeProvider.System);
        return options;
    }

    /// <summary>Opens them; nothing is sent or written by that.</summary>
    /// <param name="options">The options.</param>
    /// <param name="client">Sends requests, as <see cref="MLflowServer.NewClient"/> makes it.</param>
    /// <param name="environment">Gives the values of the variables that hold the credentials.</param>
    /// <param name="time">The clock.</param>
    /// <returns>The folder before the server; none where neither is named.</returns>
    /// <exception cref="InputRefusedException">The credentials cannot be sent to the server.</exception>
    public static IReadOnlyList<ITracker> Open(
        TrackingOptions options, HttpClient client, Func<string, string?> environment, TimeProvider time)
    {
        var trackers = new List<ITracker>();
        if (options.Folder is { } folder)
            trackers.Add(new MLflowFolder(folder, options, time));
        if (options.Server is not null)
            trackers.Add(new MLflowServer(client, options, environment, time));
        return trackers;
    }
}
