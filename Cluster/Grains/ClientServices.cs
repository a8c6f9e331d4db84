using Huracan.Cluster.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace Huracan.Cluster.Grains;

/// <summary>Makes a host a client of the silos, which it finds in the database.</summary>
public static class ClientServices
{
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Adds <see cref="ClusterConnection"/>. A <see cref="Database"/> must be registered.</summary>
    public static void AddClusterConnection(this IHostApplicationBuilder builder)
    {
        builder.Services.AddGrainSerialization();
        var before = builder.Services.Where(IsHosted).ToList();
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = GrainServices.Name);
            client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = Refresh);
            client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);
            client.UseAdoNetClustering(options => options.Configure<Database>((clustering, database) =>
                (clustering.Invariant, clustering.DataSource) = (GrainServices.Invariant, database.Source)));
            builder.AddClusterSecurity(certificates => client.UseTls(certificates.Apply));
            client.AddActivityPropagation();
        });
        // Orleans' own would keep the host from starting while there is no silo.
        builder.Services.Remove(builder.Services.Where(IsHosted).Except(before).Single());
        builder.Services.AddSingleton<ClusterConnection>()
            .AddSingleton<IClientConnectionRetryFilter>(provider => provider.GetRequiredService<ClusterConnection>())
            .AddHostedService(provider => provider.GetRequiredService<ClusterConnection>());
    }

    private static bool IsHosted(ServiceDescriptor service) => service.ServiceType == typeof(IHostedService);
}
