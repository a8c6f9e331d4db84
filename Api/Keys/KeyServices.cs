using Huracan.Api.Settings;
using Huracan.Contracts.Client;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Huracan.Api.Keys;

/// <summary>Registers authentication and authorization by API keys.</summary>
internal static class KeyServices
{
    public static IServiceCollection AddKeys(this IServiceCollection services)
    {
        services.AddSingleton<KeyRing>();
        services.AddSingleton(provider =>
            new ApiKeyFile(
                provider.GetRequiredService<IConfiguration>()["HURACAN_STATE"] ?? Path.Combine(Environment.CurrentDirectory, ".state")));
        services.AddSingleton<IValidateOptions<ApiOptions>, KeyFileRule>();
        // Not AddAuthentication: it adds data protection, which writes keys for cookies to the user's home, and no cookies are used.
        services.AddAuthenticationCore(options => options.DefaultScheme = KeyAuthentication.Scheme);
        services.AddWebEncoders();
        new AuthenticationBuilder(services).AddScheme<KeyAuthenticationOptions, KeyAuthentication>(KeyAuthentication.Scheme, null);
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Reader, policy => policy.RequireRole(nameof(ApiRole.Reader), nameof(ApiRole.Operator)))
            .AddPolicy(Policies.Operator, policy => policy.RequireRole(nameof(ApiRole.Operator)));
        return services;
    }
}
