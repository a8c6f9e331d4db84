namespace Huracan.AppHost.Application;

/// <summary>How the care for a process came to its end.</summary>
internal enum Ending
{
    /// <summary>It was asked to end.</summary>
    Stopped,

    /// <summary>This machine has no such part; the others do without it.</summary>
    Absent,

    /// <summary>It refused its settings; starting it again would not help.</summary>
    Refused,

    /// <summary>It could not be started at all.</summary>
    Failed,
}
