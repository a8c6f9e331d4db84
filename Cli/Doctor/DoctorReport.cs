namespace Huracan.Cli.Doctor;

/// <summary>The results of all checks, in the order they are shown.</summary>
public sealed record DoctorReport(IReadOnlyList<CheckResult> Checks)
{
    /// <summary>Whether everything a run needs is there; a warning does not count.</summary>
    public bool CanTrain => Checks.All(check => check.Status != CheckStatus.Fail);

    /// <summary>The last line of the report.</summary>
    public string Summary
    {
        get
        {
            var failed = Checks.Count(check => check.Status == CheckStatus.Fail);
            var warned = Checks.Count(check => check.Status == CheckStatus.Warn);
            return (failed, warned) switch
            {
                (0, 0) => "Everything a run needs is installed.",
                (0, _) => $"Everything a run needs is installed; {warned} warning(s).",
                _ => $"{failed} thing(s) that a run needs are missing or broken; './huracan setup' usually fixes that.",
            };
        }
    }
}
