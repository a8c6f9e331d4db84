using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Huracan.ServiceDefaults.Telemetry;

/// <summary>
/// Names a request's span by its route and tells how it ended: what the framework itself leaves out, by OpenTelemetry's conventions for
/// HTTP.
/// </summary>
internal static class RequestSpan
{
    public static void UseRequestSpan(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (Exception fault) when (Mark(context, fault))
        {
            throw; // never reached: the filter only looks
        }
        Mark(context, null);
    });

    private static bool Mark(HttpContext context, Exception? fault)
    {
        if (Activity.Current is not { IsAllDataRequested: true } activity)
            return false;
        if ((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText is { } route)
        {
            activity.DisplayName = $"{context.Request.Method} {route}";
            activity.SetTag("http.route", route);
        }
        var status = fault is null ? context.Response.StatusCode : StatusCodes.Status500InternalServerError;
        activity.SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError)
            activity.SetStatus(ActivityStatusCode.Error);
        if (fault is not null)
            activity.SetTag("error.type", fault.GetType().FullName);
        return false;
    }
}
