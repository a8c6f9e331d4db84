namespace Huracan.Engine.Champions.FixedHorizon;

/// <summary>How long the blocks of a bootstrap are.</summary>
public static class BlockLength
{
    /// <summary>
    /// The cube root of the number of days, rounded, but no shorter than a forecast reaches: the order that makes the error of the block
    /// estimate of a variance least (Künsch, Annals of Statistics 17(3), 1989). Ledoit and Wolf choose among 1 to 10 periods by a
    /// simulation of its own, which would cost a bootstrap of bootstraps.
    /// </summary>
    /// <param name="days">Days compared, 1 or more.</param>
    /// <param name="outcomeDays">Days until a forecast's outcome is known; part of a day counts as one.</param>
    public static int Of(int days, int outcomeDays) => Math.Max(Math.Max(1, outcomeDays), (int)Math.Round(Math.Cbrt(days)));
}
