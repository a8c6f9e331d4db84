namespace Huracan.Cluster.Units;

/// <summary>A unit cannot do what an operator asks of it where it stands.</summary>
public sealed class UnitRefusedException(string message) : Exception(message);
