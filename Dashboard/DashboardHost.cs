using Huracan.Dashboard.Api;
using Huracan.Dashboard.Layout;
using Huracan.Dashboard.Live;
using Huracan.Dashboard.Models;
using Huracan.Dashboard.Units;
using Huracan.ServiceDefaults;
using Microsoft.AspNetCore.HostFiltering;
using Radzen;

namespace Huracan.Dashboard;

/// <summary>Registers the services of the dashboard and maps its routes.</summary>
internal static class DashboardHost
{
    // Pages load from this host only. Radzen and Blazor set inline styles.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static void AddDashboard(this WebApplicationBuilder builder)
    {
        // The host is also started from the build output, where the static assets are still in the source folders.
        builder.WebHost.UseStaticWebAssets();
        builder.AddApi();
        builder.Services.AddSingleton<LiveEvents>();
        builder.Services.AddHostedService<EventFeed>();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddRadzenComponents();
        // Other host names are refused, as a protection against DNS rebinding.
        var remote = builder.Configuration.GetValue($"{ListeningOptions.Section}:{nameof(ListeningOptions.AllowRemote)}", false);
        if (!remote && builder.Configuration["AllowedHosts"] is null)
            builder.Services.PostConfigure<HostFilteringOptions>(hosts => hosts.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"]);
    }

    public static void MapDashboard(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            return next(context);
        });
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapGet("/favicon.ico", () => Results.Redirect("/favicon.svg")); // browsers ask for it when they show a file
        app.MapModelsFile();
        app.MapUnitData();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }
}
