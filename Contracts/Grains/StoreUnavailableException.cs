namespace Huracan.Contracts.Grains;

/// <summary>A grain could not reach the database. Whether the change was made is not known; all changes may be asked for again.</summary>
public sealed class StoreUnavailableException(string message) : Exception(message);
