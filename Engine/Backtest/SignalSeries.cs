namespace Huracan.Engine.Backtest;

/// <summary>
/// The signal at the close of every bar of a candle series, index for index. Quantity, stop and target belong to the
/// bar whose signal opens the position; NaN means none.
/// </summary>
public sealed class SignalSeries
{
    private readonly sbyte[] sides;
    private readonly double[]? quantities;
    private readonly double[]? stops;
    private readonly double[]? targets;

    /// <summary>Takes ownership of the columns, which must have one length.</summary>
    /// <param name="sides">-1 short, 0 flat, 1 long.</param>
    /// <param name="quantities">Base asset, positive; NaN or no column sizes by equity.</param>
    /// <param name="stops">Distance of the stop as a fraction of the entry price, positive; NaN or no column sets none.</param>
    /// <param name="targets">Distance of the target as a fraction of the entry price, positive; NaN or no column sets none.</param>
    /// <exception cref="ArgumentException">Lengths differ or a value is out of range; the message names the bar.</exception>
    public SignalSeries(sbyte[] sides, double[]? quantities = null, double[]? stops = null, double[]? targets = null)
    {
        for (var i = 0; i < sides.Length; i++)
        {
            if (sides[i] is < -1 or > 1)
                throw new ArgumentException($"The side at bar {i} is {sides[i]}; it must be -1, 0 or 1.", nameof(sides));
        }
        Check(quantities, sides.Length, nameof(quantities));
        Check(stops, sides.Length, nameof(stops));
        Check(targets, sides.Length, nameof(targets));
        this.sides = sides;
        this.quantities = quantities;
        this.stops = stops;
        this.targets = targets;
    }

    /// <summary>Number of bars.</summary>
    public int Count => sides.Length;

    /// <summary>Signalled sides: -1, 0 or 1.</summary>
    public ReadOnlySpan<sbyte> Sides => sides;

    /// <summary>Quantity asked for at <paramref name="bar"/>, or NaN.</summary>
    public double QuantityAt(int bar) => quantities is null ? double.NaN : quantities[bar];

    /// <summary>Stop distance of the signal at <paramref name="bar"/>, or NaN.</summary>
    public double StopAt(int bar) => stops is null ? double.NaN : stops[bar];

    /// <summary>Target distance of the signal at <paramref name="bar"/>, or NaN.</summary>
    public double TargetAt(int bar) => targets is null ? double.NaN : targets[bar];

    private static void Check(double[]? column, int length, string name)
    {
        if (column is null)
            return;
        if (column.Length != length)
            throw new ArgumentException($"There are {column.Length} {name} for {length} sides.", name);
        for (var i = 0; i < length; i++)
        {
            if (column[i] <= 0 || double.IsInfinity(column[i]))
                throw new ArgumentException(
                    $"The value {column[i]} of {name} at bar {i} must be positive and finite, or NaN for none.", name);
        }
    }
}
