namespace Huracan.AppHost.Hosting;

/// <summary>The application cannot be started on this machine as it is; the message says why and what to do.</summary>
internal sealed class StartRefusedException(string message) : Exception(message);
