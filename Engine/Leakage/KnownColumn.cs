namespace Huracan.Engine.Leakage;

/// <summary>A feature, regime or forecast: a number for each bar that is to be known at the bar's close.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">One for each candle; NaN where there is none.</param>
/// <param name="From">First bar for which it is used: of forecasts, and of what was fitted, the bar after those learnt from.</param>
public sealed record KnownColumn(string Name, double[] Values, int From = 0);
