using Huracan.Contracts.Client;
using Huracan.Contracts.Hamilton;
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
        AddKey(builder.Services.AddHttpClient<HuracanClient>(Address));
        AddKey(builder.Services.AddHttpClient<IHamilton, HttpHamilton>(Address));
    }

    private static void Address(IServiceProvider services, HttpClient http) =>
        http.BaseAddress = services.GetRequiredService<IOptions<ApiOptions>>().Value.Address;

    private static void AddKey(IHttpClientBuilder client) =>
        client.AddHttpMessageHandler(services => new ApiKeyHandler(services.GetRequiredService<ApiKeys>().Get));
}
