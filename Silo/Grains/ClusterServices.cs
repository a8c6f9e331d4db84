using System.Net;
using System.Net.Sockets;
using Huracan.Cluster.Grains;
using Huracan.Cluster.Postgres;
using Huracan.Silo.Settings;
using Orleans.Configuration;

namespace Huracan.Silo.Grains;

/// <summary>Makes this host a silo: membership, grains' states and reminders in the database of everything else.</summary>
internal static class ClusterServices
{
    // A silo that died is declared dead within about two seconds; a busy machine delays a probe by less than that.
    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Alive = TimeSpan.FromSeconds(2);

    public static void AddCluster(this WebApplicationBuilder builder, SiloIdentity identity, bool hasDashboard)
    {
        builder.Services.AddSingleton<IFatalErrorHandler, SiloExit>();
        builder.UseOrleans(silo =>
        {
            silo.AddGrains();
            silo.Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = GrainServices.Name);
            silo.Configure<Orleans.Configuration.SiloOptions>(options => options.SiloName = identity.Id);
            silo.Configure<EndpointOptions>(options => Complete(options, silo.Configuration.GetSection("Orleans:Endpoints")));
            silo.Configure<ClusterMembershipOptions>(Tune);
            silo.Configure<GrainDirectoryOptions>(options => options.RangeLeaseDuration = TimeSpan.Zero); // nothing to wait for
            silo.UseAdoNetClustering(options => options.Configure<Database>((clustering, database) =>
                (clustering.Invariant, clustering.DataSource) = (GrainServices.Invariant, database.Source)));
            if (hasDashboard)
                silo.AddOrleansDashboard();
            builder.AddClusterSecurity(certificates => silo.UseTls(certificates.Apply));
            silo.AddActivityPropagation();
        });
    }

    /// <summary>What grains need of a silo, however it finds the others.</summary>
    internal static void AddGrains(this ISiloBuilder silo)
    {
        silo.Services.AddGrainSerialization();
        silo.Services.AddSingleton<GrainMetrics>();
        silo.AddAdoNetGrainStorageAsDefault(options => options.Configure<Database>((storage, database) =>
            (storage.Invariant, storage.DataSource, storage.GrainStorageSerializer) =
                (GrainServices.Invariant, database.Source, new StateJson())));
        silo.UseAdoNetReminderService(options => options.Configure<Database>((reminders, database) =>
            (reminders.Invariant, reminders.DataSource) = (GrainServices.Invariant, database.Source)));
        silo.AddIncomingGrainCallFilter<StoreFailureFilter>();
    }

    private static void Tune(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = Probe;
        options.MaxProbeTimeout = LongestProbe;
        options.NumMissedProbesLimit = 3;
        options.NumVotesForDeathDeclaration = 2;
        options.TableRefreshTimeout = Refresh;
        options.IAmAliveTablePublishTimeout = Alive;
        options.NumMissedTableIAmAliveLimit = 3;
    }

    // Without settings: this machine only, on ports that are free.
    private static void Complete(EndpointOptions options, IConfigurationSection settings)
    {
        if (settings[nameof(options.AdvertisedIPAddress)] is null)
            options.AdvertisedIPAddress = IPAddress.Loopback;
        if (settings[nameof(options.SiloPort)] is null)
            options.SiloPort = FreePort();
        if (settings[nameof(options.GatewayPort)] is null)
            options.GatewayPort = FreePort();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
