using Huracan.Contracts.Reports;

namespace Huracan.Cli.Terminal;

/// <summary>The exit codes of the command line.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Refused = 2;
    public const int Skipped = 3;
    public const int Interrupted = 130;

    /// <summary>What they mean, for the help and the README.</summary>
    public const string Meaning =
        "Exit codes: 0 done, 1 failed, 2 input refused, 3 done, but units were skipped because of their input, "
        + "130 interrupted (state kept, resumable).";

    /// <summary>The exit code of a run: failed where a unit failed, refused where none is done, skipped where some were skipped.</summary>
    /// <param name="units">How its units ended.</param>
    /// <param name="allowSkipped">Whether skipped units are expected, as among all coins of a folder.</param>
    public static int Of(IReadOnlyCollection<UnitResult> units, bool allowSkipped)
    {
        if (units.Any(unit => unit.Status == UnitStatus.Failed))
            return Failed;
        if (!units.Any(unit => unit.Contends)) // done, or not to be trained
            return Refused;
        return allowSkipped || units.All(unit => unit.Contends) ? Done : Skipped;
    }
}
