namespace Huracan.Cli.Doctor;

/// <summary>How a check ended, best first.</summary>
public enum CheckState
{
    /// <summary>There, and as it should be.</summary>
    Ok,

    /// <summary>A run works without it, but worse, or something beside the run does not.</summary>
    Warn,

    /// <summary>A run needs it.</summary>
    Fail,
}
