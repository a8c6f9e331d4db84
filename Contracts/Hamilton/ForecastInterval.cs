namespace Huracan.Contracts.Hamilton;

/// <summary>Where the return of a forecast is expected to lie, both ends included.</summary>
/// <param name="Level">Share of outcomes that such intervals are to cover, between 0 and 1.</param>
/// <param name="Lower">Lower end, log return over the horizon, before costs; finite.</param>
/// <param name="Upper">Upper end; not below the lower.</param>
public sealed record ForecastInterval(double Level, double Lower, double Upper);
