using System.Text;
using Huracan.Cluster.Keys;
using Huracan.Contracts.Client;
using Orleans.Dashboard;

namespace Huracan.Silo.Grains;

/// <summary>
/// Orleans' own dashboard, which has no authentication: it asks for an operator's key of the API, in <c>X-Api-Key</c>, or as the password
/// that a browser asks for. Its page that streams log lines stays hidden.
/// </summary>
internal static class OrleansDashboard
{
    private const string Prefix = "/orleans";
    private const string Header = "X-Api-Key";
    private const string Basic = "Basic ";

    public static void AddOrleansDashboard(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<ApiKeyTable>();
        silo.AddDashboard(options => options.HideTrace = true);
    }

    public static void MapOrleansDashboard(this WebApplication app) =>
        app.MapOrleansDashboard(routePrefix: Prefix).AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            var keys = http.RequestServices.GetRequiredService<ApiKeyTable>();
            if (Given(http.Request) is { } key && ApiKeyTable.IsKey(key)
                && await keys.RoleAsync(key, http.RequestAborted) == ApiRole.Operator)
                return await next(context);
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"an operator's key as the password\"";
            return Results.Unauthorized();
        });

    private static string? Given(HttpRequest request)
    {
        if (request.Headers[Header].FirstOrDefault() is { Length: > 0 } key)
            return key;
        var authorization = request.Headers.Authorization.FirstOrDefault() ?? "";
        var buffer = new byte[authorization.Length];
        return authorization.StartsWith(Basic, StringComparison.OrdinalIgnoreCase)
            && Convert.TryFromBase64String(authorization[Basic.Length..], buffer, out var length)
            && Encoding.UTF8.GetString(buffer, 0, length).Split(':', 2) is [_, var password]
                ? password
                : null;
    }
}
