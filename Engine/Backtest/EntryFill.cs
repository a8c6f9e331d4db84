namespace Huracan.Engine.Backtest;

/// <summary>A filled entry.</summary>
/// <param name="Bar">Bar it was filled in.</param>
/// <param name="Time">When, ms UTC.</param>
/// <param name="Price">At what price.</param>
/// <param name="Side">1 long, -1 short.</param>
/// <param name="Signal">Bar of its signal.</param>
/// <param name="HeldFrom">Bar from whose open the bars of a hold are counted: the first at which it could be filled.</param>
/// <param name="IsPassive">Whether it was a resting order.</param>
internal readonly record struct EntryFill(int Bar, long Time, double Price, int Side, int Signal, int HeldFrom, bool IsPassive);
