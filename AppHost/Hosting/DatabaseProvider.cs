using Aspire.Hosting.Orleans;

namespace Huracan.AppHost.Hosting;

/// <summary>
/// Silos keep their membership and their grains' states in the application's own database, and say so themselves: all they are told is
/// where it is.
/// </summary>
internal sealed class DatabaseProvider(IResourceBuilder<IResourceWithConnectionString> database) : IProviderConfiguration
{
    public void ConfigureResource<T>(IResourceBuilder<T> resourceBuilder, string configSectionPath)
        where T : IResourceWithEnvironment => resourceBuilder.WithReference(database);
}
