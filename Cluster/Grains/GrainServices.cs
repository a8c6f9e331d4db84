using Huracan.Contracts.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Serialization;

namespace Huracan.Cluster.Grains;

/// <summary>What silos and their clients must agree on.</summary>
public static class GrainServices
{
    /// <summary>Name of the cluster, and of the service whose grains have states.</summary>
    public const string Name = "huracan";

    /// <summary>How ADO.NET knows PostgreSQL.</summary>
    public const string Invariant = "Npgsql";

    private const string Contracts = "Huracan.Contracts";

    /// <summary>Gives the certificates to <paramref name="use"/> where there are any.</summary>
    /// <remarks>The host binds <see cref="ClusterSecurityOptions"/> and validates them at its start.</remarks>
    public static void AddClusterSecurity(this IHostApplicationBuilder builder, Action<ClusterCertificates> use)
    {
        builder.Services.AddSingleton<IValidateOptions<ClusterSecurityOptions>, ClusterSecurityRule>();
        var options = builder.Configuration.GetSection(ClusterSecurityOptions.Section).Get<ClusterSecurityOptions>();
        // What cannot be read is refused at the start, with all other settings.
        if (ClusterCertificates.Read(options ?? new ClusterSecurityOptions(), out _) is { } certificates)
            use(certificates);
    }

    /// <summary>Sends the records of Contracts as the JSON they are everywhere else, and its exceptions as what they are, with their
    /// messages and causes: Contracts itself knows nothing of Orleans.</summary>
    public static IServiceCollection AddGrainSerialization(this IServiceCollection services) => services
        .Configure<ExceptionSerializationOptions>(exceptions => exceptions.SupportedNamespacePrefixes.Add(Contracts))
        .AddSerializer(serializer => serializer.AddJsonSerializer(
            type => type.Namespace?.StartsWith(Contracts, StringComparison.Ordinal) == true
                && !typeof(Exception).IsAssignableFrom(type) && !type.IsInterface,
            HuracanJson.Compact));
}
