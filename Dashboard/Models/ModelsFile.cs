using System.Globalization;
using System.Text;
using Huracan.Contracts.Client;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Contracts.Trading;
using Huracan.Dashboard.Badges;

namespace Huracan.Dashboard.Models;

/// <summary>The models as CSV, with the filters of the page.</summary>
internal static class ModelsFile
{
    public static void MapModelsFile(this WebApplication app) => app.MapGet("/models.csv", async (
        string? timeframe, string? action, string? tier, string? search, HuracanClient api, CancellationToken cancellationToken) =>
    {
        try
        {
            var rows = new ModelsFilter(timeframe, action, tier, search).Of(await api.ModelsAsync(cancellationToken));
            return Results.File(Encoding.UTF8.GetBytes(Format(rows)), "text/csv", "models.csv");
        }
        catch (ApiException exception)
        {
            return Results.Text(exception.Message, statusCode: (int)(exception.Status ?? System.Net.HttpStatusCode.BadGateway));
        }
    });

    internal static string Format(IEnumerable<RankingRow> rows)
    {
        var csv = new StringBuilder("coin,timeframe,score,tier,action,net_edge_bps,min_confidence,family,horizon,run_id,as_of\n");
        foreach (var row in rows)
        {
            csv.Append(
                CultureInfo.InvariantCulture,
                $"{row.Coin},{row.Timeframe},{row.Score},{EnumText.Of(row.Tier)},{EnumText.Of(row.Action)},"
                + $"{row.NetEdgeBps},{row.MinConfidence},{row.Family},{row.Horizon},{row.RunId},{row.AsOf:yyyy-MM-dd'T'HH:mm:ss'Z'}\n");
        }
        return csv.ToString();
    }
}
