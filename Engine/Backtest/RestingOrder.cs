namespace Huracan.Engine.Backtest;

/// <summary>An entry that waits at a price.</summary>
/// <param name="Side">1 long, -1 short.</param>
/// <param name="Signal">Bar of its signal.</param>
/// <param name="First">First bar it may be filled in.</param>
/// <param name="End">Bar at whose open it is withdrawn.</param>
/// <param name="Price">Its price.</param>
internal readonly record struct RestingOrder(int Side, int Signal, int First, int End, double Price)
{
    /// <summary>Whether a bar trades through it.</summary>
    public bool IsFilledBy(double high, double low, double throughBps)
    {
        var beyond = Price * (1 - Side * throughBps / 1e4);
        return Side > 0 ? low < Price && low <= beyond : high > Price && high >= beyond;
    }
}
