using Huracan.Dashboard.Api;
using Huracan.Dashboard.Layout;
using Huracan.Dashboard.Live;
using Huracan.Dashboard.Ranking;
using Huracan.Dashboard.Units;
using Huracan.ServiceDefaults;
using Microsoft.AspNetCore.HostFiltering;
using Radzen;

namespace Huracan.Dashboard;

/// <summary>What the host is made of, and what it answers.</summary>
internal static class DashboardHost
{
    // Everything a page loads comes from this host; Radzen and Blazor set styles in place.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src "
            + "'self'; "
        + "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static void AddDashboard(this WebApplicationBuilder builder)
    {
        // The build's output is started as it is: its assets still lie where the build found them.
        builder.WebHost.UseStaticWebAssets();
        builder.AddApi();
        builder.Services.AddSingleton<LiveEvents>();
        builder.Services.AddHostedService<EventFeed>();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddRadzenComponents();
        // A page of elsewhere that gets its name resolved to this machine is not let in.
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
        app.MapGet("/favicon.ico", () => Results.Redirect("/favicon.svg")); // asked for beside a file that is shown
        app.MapRankingFile();
        app.MapUnitData();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }
}
