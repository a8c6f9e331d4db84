namespace Huracan.Cluster.Runs;

/// <summary>What is asked for does not go with what is stored.</summary>
public sealed class ConflictException(string message) : Exception(message);
