namespace Huracan.Contracts.Preflight;

/// <summary>One thing the preflight found in a series.</summary>
/// <param name="Code">Stable name in snake_case, such as <c>dead_coin</c>.</param>
/// <param name="Severity">What it means for the series.</param>
/// <param name="Count">Rows, candles or runs concerned; what they are, the message says.</param>
/// <param name="Message">Sentence for a person: what, where, and for a blocking finding the remedy.</param>
public sealed record Finding(string Code, FindingSeverity Severity, int Count, string Message);
