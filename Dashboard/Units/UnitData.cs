using Huracan.Contracts;
using Huracan.Contracts.Client;

namespace Huracan.Dashboard.Units;

/// <summary>
/// Routes from which the browser loads a unit's chart data and files, and a run's page. The key to the API stays on this host.
/// </summary>
internal static class UnitData
{
    // A file that the browser shows may run no script and load nothing but images.
    private const string FilePolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; sandbox";

    public static void MapUnitData(this WebApplication app)
    {
        app.MapGet("/data/{run}/report", (string run, HuracanClient api, HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy = FilePolicy;
            return ProxyAsync(api, context, $"runs/{Uri.EscapeDataString(run)}/report");
        });
        // where the run's page links to
        app.MapGet("/data/{run}/units/{coin}/{timeframe}/files/{**path}", FileAsync);
        var unit = app.MapGroup("/data/{run}/{coin}/{timeframe}");
        unit.MapGet(
            "/candles", (string run, string coin, string timeframe, long? after, int? limit, HuracanClient api, HttpContext context) =>
            ProxyAsync(
                api, context, $"{Path(run, coin, timeframe)}/candles?limit={limit ?? 2000}{(after is { } time ? $"&after={time}" : "")}"));
        unit.MapGet("/equity", (string run, string coin, string timeframe, HuracanClient api, HttpContext context) =>
            ProxyAsync(api, context, $"{Path(run, coin, timeframe)}/equity?limit=5000"));
        unit.MapGet("/files/{**path}", FileAsync);
    }

    private static Task FileAsync(string run, string coin, string timeframe, string path, HuracanClient api, HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = FilePolicy;
        return ProxyAsync(
            api, context, $"{Path(run, coin, timeframe)}/files/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}",
            System.IO.Path.GetFileName(path));
    }

    public static string Path(string run, string coin, string timeframe) =>
        HuracanClient.Unit(
            run,
            new UnitId(
                coin,
                Timeframe.TryParse(timeframe, out var length)
                    ? length
                    : throw new BadHttpRequestException($"'{timeframe}' is no timeframe.")));

    private static async Task ProxyAsync(HuracanClient api, HttpContext context, string path, string? fileName = null)
    {
        try
        {
            using var answer = await api.OpenAsync(path, context.RequestAborted);
            var type = answer.Content.Headers.ContentType?.ToString() ?? "application/octet-stream";
            context.Response.ContentType = type;
            context.Response.ContentLength = answer.Content.Headers.ContentLength;
            if (fileName is not null && !type.StartsWith("text/html", StringComparison.Ordinal)
                && !type.StartsWith("image/png", StringComparison.Ordinal))
                context.Response.Headers.ContentDisposition = $"attachment; filename=\"{fileName.Replace('"', '_')}\"";
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
        catch (ApiException exception)
        {
            context.Response.StatusCode = (int)(exception.Status ?? System.Net.HttpStatusCode.BadGateway);
            await context.Response.WriteAsync(exception.Message, context.RequestAborted);
        }
    }
}
