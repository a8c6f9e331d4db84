namespace Huracan.Cli.Doctor;

/// <summary>Status of a check, best first.</summary>
public enum CheckStatus
{
    /// <summary>Present and working.</summary>
    Ok,

    /// <summary>A run works without it, but slower or with less output; or something other than a run needs it.</summary>
    Warn,

    /// <summary>A run needs it, and it is missing or broken.</summary>
    Fail,
}
