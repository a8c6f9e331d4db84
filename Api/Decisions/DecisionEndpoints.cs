using Huracan.Api.Answers;
using Huracan.Api.Errors;
using Huracan.Cluster.Decisions;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Hamilton;

namespace Huracan.Api.Decisions;

internal static class DecisionEndpoints
{
    public static void MapDecisionEndpoints(this IEndpointRouteBuilder routes) => routes.MapGet("/decisions/{coin}/{timeframe}", ListAsync)
        .WithName("ListDecisions")
            .WithTags("Decisions")
            .WithSummary("The gate's decisions on a unit's forecasts, the latest first")
            .Refuses();

    private static async Task<Tagged<Page<DecisionView>>> ListAsync(
        string coin, string timeframe, string? after, int? limit, DecisionTable decisions, CancellationToken cancellationToken)
    {
        var unit = RequestValidation.Unit(coin, timeframe);
        var count = RequestValidation.Limit(limit);
        var page = Pages.Of(await decisions.OfUnitAsync(unit, TimeCursor.Parse(after), count + 1, cancellationToken), count, row =>
            TimeCursor.Text(row.View.At, row.Number));
        return new(new Page<DecisionView>([.. page.Items.Select(row => row.View)], page.Next));
    }
}
