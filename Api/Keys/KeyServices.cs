using Huracan.Api.Settings;
using Huracan.Cluster.Keys;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Huracan.Api.Keys;

/// <summary>Who calls, and what they may do.</summary>
internal static class KeyServices
{
    public static IServiceCollection AddKeys(this IServiceCollection services)
    {
        services.AddSingleton<KeyRing>();
        services.AddSingleton(provider =>
            new ApiKeyFile(
                provider.GetRequiredService<IConfiguration>()["HURACAN_STATE"] ?? Path.Combine(Environment.CurrentDirectory, ".state")));
        services.AddSingleton<IValidateOptions<ApiOptions>, KeyFileRule>();
        // Not AddAuthentication: it brings keys for cookies, which are kept in the user's home, and there are no cookies here.
        services.AddAuthenticationCore(options => options.DefaultScheme = KeyAuthentication.Scheme);
        services.AddWebEncoders();
        new AuthenticationBuilder(services).AddScheme<KeyAuthenticationOptions, KeyAuthentication>(KeyAuthentication.Scheme, null);
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Reader, policy => policy.RequireRole(nameof(ApiRole.Reader), nameof(ApiRole.Operator)))
            .AddPolicy(Policies.Operator, policy => policy.RequireRole(nameof(ApiRole.Operator)));
        return services;
    }
}
