using Huracan.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace Huracan.Api.Tracking;

/// <summary>Registers what records runs and champions of the cluster.</summary>
internal static class TrackingServices
{
    public static void AddTracking(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<TrackingSettings>(TrackingSettings.Section);
        builder.Services.AddSingleton<TrackingPlan>().AddSingleton<RunCopy>().AddSingleton<BundleCopy>().AddSingleton<CopyFolders>();
        builder.Services.AddSingleton<IValidateOptions<TrackingSettings>>(provider => provider.GetRequiredService<TrackingPlan>());
        builder.Services.AddHostedService<TrackingService>();
    }
}
