using Huracan.AppHost.Processes;

namespace Huracan.AppHost.Resources;

/// <summary>A part that runs as one or more processes.</summary>
internal interface ILaunchable : IResource
{
    int Replicas { get; }

    /// <summary>True for a part whose address people open.</summary>
    bool IsExternal { get; }

    /// <summary>
    /// Gets everything ready for a start and says how to start; asked again before each restart. Null: there is no such part on this
    /// machine, and the others do without it.
    /// </summary>
    Task<Launch?> PrepareAsync(int replica, LaunchContext context, CancellationToken cancellationToken);
}
