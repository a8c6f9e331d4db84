namespace Huracan.Api.Errors;

/// <summary>The server cannot do this now; trying again later may help.</summary>
internal sealed class BusyException(string message) : Exception(message);
