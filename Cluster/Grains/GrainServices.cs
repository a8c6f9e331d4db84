using Huracan.Contracts.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Huracan.Cluster.Grains;

/// <summary>What silos and their clients must agree on.</summary>
public static class GrainServices
{
    /// <summary>Name of the cluster, and of the service whose grains have states.</summary>
    public const string Name = "huracan";

    /// <summary>How ADO.NET knows PostgreSQL.</summary>
    public const string Invariant = "Npgsql";

    /// <summary>Sends the records of Contracts as the JSON they are everywhere else.</summary>
    public static IServiceCollection AddGrainSerialization(this IServiceCollection services) => services.AddSerializer(serializer =>
        serializer.AddJsonSerializer(
            type => type.Namespace?.StartsWith("Huracan.Contracts", StringComparison.Ordinal) == true
                && !typeof(Exception).IsAssignableFrom(type) && !type.IsInterface,
            HuracanJson.Compact));
}
