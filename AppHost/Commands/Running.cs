using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Huracan.AppHost.Commands;

internal static class Running
{
    /// <summary>Offers a command while its resource is running.</summary>
    public static ResourceCommandState Only(UpdateCommandStateContext context) =>
        context.ResourceSnapshot.HealthStatus == HealthStatus.Healthy ? ResourceCommandState.Enabled : ResourceCommandState.Disabled;
}
