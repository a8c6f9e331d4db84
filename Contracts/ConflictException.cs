namespace Huracan.Contracts;

/// <summary>The request conflicts with what is stored.</summary>
[GenerateSerializer]
public sealed class ConflictException(string message) : Exception(message);
