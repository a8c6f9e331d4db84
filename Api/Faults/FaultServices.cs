namespace Huracan.Api.Faults;

/// <summary>How faults reach the caller.</summary>
internal static class FaultServices
{
    public static IServiceCollection AddFaults(this IServiceCollection services)
    {
        services.AddProblemDetails();
        services.AddExceptionHandler<FaultHandler>();
        // so that the one place below says what is wrong
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return services;
    }
}
