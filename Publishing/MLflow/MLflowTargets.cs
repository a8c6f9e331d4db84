using Huracan.Contracts;
using Huracan.Publishing.Tracking;
using Huracan.Storage.Tracking;

namespace Huracan.Publishing.MLflow;

/// <summary>The trackers that options name.</summary>
public static class MLflowTargets
{
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
