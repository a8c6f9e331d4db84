using Huracan.Api.Champions;
using Huracan.Api.Settings;
using Huracan.Contracts;
using Huracan.Hamilton;
using Huracan.Storage.Bundles;
using Microsoft.Extensions.Options;

namespace Huracan.Api.Hamilton;

/// <summary>Registers the champions that are served.</summary>
internal static class ChampionServices
{
    // The factory's reports lie beside the bundles.
    private const string FactoryReports = "factory";

    public static IServiceCollection AddChampions(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<ApiOptions>, TrustRule>();
        services.AddSingleton(provider => new ChampionStore(
            provider.GetRequiredService<IOptions<ApiOptions>>().Value.Champions,
            TrustRule.Of(provider.GetRequiredService<IConfiguration>())));
        services.AddSingleton(provider =>
        {
            var store = provider.GetRequiredService<ChampionStore>();
            return new FolderHamilton(
                store, new HamiltonOptions { FactoryReports = Path.Combine(store.Root, FactoryReports) },
                provider.GetRequiredService<TimeProvider>());
        });
        return services.AddSingleton<ChampionCopy>().AddSingleton<ChampionForecaster>();
    }

    /// <summary>Whose bundles are accepted, by the variable of the command line; an invalid key prevents the start.</summary>
    private sealed class TrustRule(IConfiguration configuration) : IValidateOptions<ApiOptions>
    {
        /// <exception cref="InputRefusedException">A key is wrong.</exception>
        public static BundleTrust Of(IConfiguration configuration) => BundleTrust.FromEnvironment(name => configuration[name]);

        public ValidateOptionsResult Validate(string? name, ApiOptions options)
        {
            try
            {
                Of(configuration);
                return ValidateOptionsResult.Success;
            }
            catch (InputRefusedException refused)
            {
                return ValidateOptionsResult.Fail(refused.Message);
            }
        }
    }
}
