namespace Huracan.Api.Faults;

/// <summary>How faults reach the caller.</summary>
internal static class FaultServices
{
    public static IServiceCollection AddFaults(this IServiceCollection services)
    {
        services.AddProblemDetails();
        services.AddExceptionHandler<FaultHandler>();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true); // so that the one place below says what is wrong
        return services;
    }
}
