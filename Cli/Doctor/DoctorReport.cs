namespace Huracan.Cli.Doctor;

/// <summary>All checks, in the order they are shown.</summary>
public sealed record DoctorReport(IReadOnlyList<Check> Checks)
{
    /// <summary>Whether everything a run needs is there; a warning does not count.</summary>
    public bool CanTrain => Checks.All(check => check.State != CheckState.Fail);

    /// <summary>The last line of the report.</summary>
    public string Verdict
    {
        get
        {
            var failed = Checks.Count(check => check.State == CheckState.Fail);
            var warned = Checks.Count(check => check.State == CheckState.Warn);
            return (failed, warned) switch
            {
                (0, 0) => "All that a run needs is here.",
                (0, _) => $"All that a run needs is here; {warned} warning(s).",
                _ => $"{failed} thing(s) that a run needs are missing or broken; most often './huracan setup' mends that.",
            };
        }
    }
}
