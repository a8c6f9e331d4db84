namespace Huracan.AppHost.Hosting;

/// <summary>How a server of the application runs.</summary>
internal enum ServerKind
{
    /// <summary>As a container where a container engine answers, else as a process.</summary>
    Auto,
    Container,
    Process,
}
