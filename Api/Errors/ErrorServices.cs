namespace Huracan.Api.Errors;

/// <summary>Registers the handling of errors.</summary>
internal static class ErrorServices
{
    public static IServiceCollection AddErrorHandling(this IServiceCollection services)
    {
        services.AddProblemDetails();
        services.AddExceptionHandler<ErrorHandler>();
        // so that ErrorHandler answers malformed requests too
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return services;
    }
}
