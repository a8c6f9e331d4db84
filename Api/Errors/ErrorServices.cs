namespace Huracan.Api.Errors;

/// <summary>How errors reach the caller.</summary>
internal static class ErrorServices
{
    public static IServiceCollection AddErrorHandling(this IServiceCollection services)
    {
        services.AddProblemDetails();
        services.AddExceptionHandler<ErrorHandler>();
        // so that the one place below says what is wrong
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return services;
    }
}
