using Huracan.Contracts.Client;
using Huracan.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace Huracan.Dashboard.Api;

/// <summary>Registers the API's client and its key.</summary>
internal static class ApiServices
{
    public static void AddApi(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<ApiOptions>(ApiOptions.Section);
        builder.Services.AddSingleton<ApiKeys>();
        builder.Services.AddHttpClient<HuracanClient>((services, http) =>
            http.BaseAddress = services.GetRequiredService<IOptions<ApiOptions>>().Value.Address)
            .AddHttpMessageHandler(services => new ApiKeyHandler(services.GetRequiredService<ApiKeys>().Get));
    }
}
