namespace Huracan.AppHost.Status;

/// <summary>One line of the status table.</summary>
internal sealed record InstanceStatus(string Name, InstanceState State, int? ProcessId, string Endpoint, bool IsExternal);
