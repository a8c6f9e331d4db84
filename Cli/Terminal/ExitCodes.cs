using Huracan.Contracts.Reports;

namespace Huracan.Cli.Terminal;

/// <summary>How the command line ends.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Refused = 2;
    public const int Skipped = 3;
    public const int Interrupted = 130;

    /// <summary>What they mean, for the help and the README.</summary>
    public const string Meaning =
        "Exit codes: 0 done, 1 failed, 2 refused for its input, 3 done but for units that were skipped for their input, 130 interrupted "
            + "(state kept, resumable).";

    /// <summary>How a run ends: failed where a unit did, refused where nothing could be done, skipped where units were left out.</summary>
    /// <param name="units">How its units ended.</param>
    /// <param name="allowSkipped">Whether skipped units are expected, as among all coins of a folder.</param>
    public static int Of(IReadOnlyCollection<UnitResult> units, bool allowSkipped)
    {
        if (units.Any(unit => unit.Status == UnitStatus.Failed))
            return Failed;
        if (!units.Any(unit => unit.Status == UnitStatus.Done))
            return Refused;
        return allowSkipped || units.All(unit => unit.Status == UnitStatus.Done) ? Done : Skipped;
    }
}
