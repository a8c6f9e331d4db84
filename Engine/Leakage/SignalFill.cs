namespace Huracan.Engine.Leakage;

/// <summary>An entry or exit of a backtest that follows a signal.</summary>
/// <param name="SignalBar">Bar at whose close the signal is made.</param>
/// <param name="Bar">Bar that fills it.</param>
/// <param name="Price">Price before costs, quote currency.</param>
public sealed record SignalFill(int SignalBar, int Bar, double Price);
