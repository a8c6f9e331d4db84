namespace Huracan.AppHost.Processes;

/// <summary>A part that cannot be started, and why; one that may heal is tried again.</summary>
internal sealed class LaunchFailedException(string message, bool CanHeal) : Exception(message)
{
    public bool CanHeal { get; } = CanHeal;
}
