namespace Huracan.Cli.Run;

/// <summary>How much a line of a log matters.</summary>
internal enum LogLevel
{
    /// <summary>As it should go.</summary>
    Info,

    /// <summary>Worth a look: a unit was skipped, say.</summary>
    Warning,

    /// <summary>A unit failed.</summary>
    Error,
}
