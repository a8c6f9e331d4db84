namespace Huracan.Cluster.Grains;

/// <summary>No silo can be reached.</summary>
public sealed class ClusterUnavailableException(string message) : Exception(message);
