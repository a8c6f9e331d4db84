using Huracan.AppHost.Hosting;

namespace Huracan.AppHost.Local;

/// <summary>How a server runs on this machine, and why.</summary>
/// <param name="IsContainer">As a container, else as a process.</param>
/// <param name="Reason">For people to read.</param>
internal sealed record ServerChoice(bool IsContainer, string Reason)
{
    /// <exception cref="StartRefusedException">Containers are asked for, and there is no engine.</exception>
    public static ServerChoice Make(ServerKind kind, Func<bool> isEngineRunning) => kind switch
    {
        ServerKind.Process => new(false, "--servers process"),
        ServerKind.Container when !isEngineRunning() => throw new StartRefusedException(
            "--servers container: no container engine (Docker, Podman) answers on this machine"),
        ServerKind.Container => new(true, "--servers container"),
        _ => isEngineRunning() ? new(true, "a container engine answers") : new(false, "no container engine answers"),
    };
}
