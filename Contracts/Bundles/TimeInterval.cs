namespace Huracan.Contracts.Bundles;

/// <summary>The half-open interval of time <c>[From, To)</c>, UTC.</summary>
/// <param name="From">Open time of its first bar.</param>
/// <param name="To">End of its last bar.</param>
public sealed record TimeInterval(DateTimeOffset From, DateTimeOffset To);
