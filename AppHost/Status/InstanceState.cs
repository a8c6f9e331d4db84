namespace Huracan.AppHost.Status;

/// <summary>What a process of a part is doing.</summary>
internal enum InstanceState
{
    Waiting,
    Starting,
    Running,
    Crashed,
    Absent,
    Refused,
    Failed,
    Stopped,
}
