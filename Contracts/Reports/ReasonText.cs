namespace Huracan.Contracts.Reports;

/// <summary>Reasons in words.</summary>
public static class ReasonText
{
    /// <summary>The reason of an action with what is missing for ACTIVE, which it does not always say itself.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="shortfall">What is missing beside the run's other units; null where nothing is.</param>
    public static string With(string reason, string? shortfall) =>
        shortfall is null || reason.Contains(shortfall, StringComparison.Ordinal) ? reason : $"{reason}; for ACTIVE also: {shortfall}";
}
