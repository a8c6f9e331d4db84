using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Huracan.AppHost.Commands;

internal static class CommandStates
{
    /// <summary>Offers a command while its resource is healthy.</summary>
    public static ResourceCommandState WhenHealthy(UpdateCommandStateContext context) =>
        context.ResourceSnapshot.HealthStatus == HealthStatus.Healthy ? ResourceCommandState.Enabled : ResourceCommandState.Disabled;
}
