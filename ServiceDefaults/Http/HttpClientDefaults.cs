using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Huracan.ServiceDefaults.Http;

/// <summary>What every HttpClient of a host gets: resilience around service discovery, so that a retry may meet another replica.</summary>
internal static class HttpClientDefaults
{
    public static void AddHttpClientDefaults(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Resilience>();
        builder.Services.AddSingleton<ServiceEndpoints>();
        builder.Services.ConfigureHttpClientDefaults(http =>
        {
            http.AddHttpMessageHandler(services => new ResilienceHandler(services.GetRequiredService<Resilience>()));
            http.AddHttpMessageHandler(services => new ServiceDiscoveryHandler(services.GetRequiredService<ServiceEndpoints>()));
        });
    }
}
