namespace Huracan.Contracts;

/// <summary>The request conflicts with what is stored.</summary>
public sealed class ConflictException(string message) : Exception(message);
