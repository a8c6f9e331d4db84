namespace Huracan.Api.Errors;

/// <summary>Something that usually goes on has come to a halt; trying again later may help.</summary>
internal sealed class BusyException(string message) : Exception(message);
