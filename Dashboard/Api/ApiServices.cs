using Huracan.ServiceDefaults.Options;
using Microsoft.Extensions.Options;

namespace Huracan.Dashboard.Api;

/// <summary>The client and its key.</summary>
internal static class ApiServices
{
    public static void AddApi(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<ApiOptions>(ApiOptions.Section);
        builder.Services.AddSingleton<ApiKeys>();
        builder.Services.AddTransient<ApiKeyHandler>();
        builder.Services.AddHttpClient<HuracanApi>((services, http) =>
            http.BaseAddress = services.GetRequiredService<IOptions<ApiOptions>>().Value.Address)
            .AddHttpMessageHandler<ApiKeyHandler>();
    }
}
