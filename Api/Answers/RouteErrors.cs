namespace Huracan.Api.Answers;

/// <summary>The errors a route may answer with beside those of all routes, for its description.</summary>
internal static class RouteErrors
{
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        route.ProducesValidationProblem();
        foreach (var status in statuses)
            route.ProducesProblem(status);
        return route;
    }
}
