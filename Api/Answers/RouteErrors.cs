namespace Huracan.Api.Answers;

/// <summary>Adds to a route's description the errors it may answer with, in addition to those of all routes.</summary>
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
