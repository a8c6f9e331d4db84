using Huracan.Api.Champions;
using Huracan.Api.Daily;
using Huracan.Api.Decisions;
using Huracan.Api.Documents;
using Huracan.Api.Events;
using Huracan.Api.Hamilton;
using Huracan.Api.Keys;
using Huracan.Api.Market;
using Huracan.Api.Metrics;
using Huracan.Api.Models;
using Huracan.Api.Predictions;
using Huracan.Api.Runs;
using Huracan.Api.Silos;
using Huracan.Api.Studies;
using Huracan.Api.Thresholds;
using Huracan.Api.TrackRecord;
using Huracan.Api.Units;

namespace Huracan.Api;

/// <summary>The middleware in its order, and all routes.</summary>
internal static class ApiRoutes
{
    public static void UseApi(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
    }

    public static void MapApi(this WebApplication app)
    {
        app.MapRoot();
        var routes = app.MapGroup("").RequireAuthorization(Policies.Reader)
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status429TooManyRequests).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        routes.MapRunEndpoints();
        routes.MapUnitEndpoints();
        routes.MapUnitHistoryEndpoints();
        routes.MapUnitFileEndpoints();
        routes.MapForecastEndpoints();
        routes.MapStudyEndpoints();
        routes.MapModelEndpoints();
        routes.MapChampionEndpoints();
        routes.MapThresholdEndpoints();
        routes.MapDecisionEndpoints();
        routes.MapSiloEndpoints();
        routes.MapMarketEndpoints();
        routes.MapTrackRecordEndpoints();
        routes.MapDailyEndpoints();
        routes.MapEventEndpoints();
        routes.MapHamiltonEndpoints();
        routes.MapMetricsEndpoints();
        routes.MapDocuments();
    }
}
