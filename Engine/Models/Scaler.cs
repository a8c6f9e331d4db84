using Huracan.Contracts;

namespace Huracan.Engine.Models;

/// <summary>
/// Robust standardisation, fitted on training rows alone: (x − median) / (IQR / 1.349), so that a normal column comes out with
/// deviation 1 and a few wild candles shift nothing; then clipped to ±<see cref="Clip"/>. A column whose quartiles coincide
/// (mostly one value) uses its standard deviation instead, and a constant one becomes 0. A record: written to <c>scaler.json</c> as it is.
/// </summary>
/// <param name="Columns">One entry per feature, in the table's order.</param>
/// <param name="Clip">Largest absolute value after scaling, above 0. Default 5.</param>
public sealed record Scaler(IReadOnlyList<ScaledColumn> Columns, double Clip)
{
    // The distance between the quartiles of a standard normal.
    private const double NormalIqr = 1.3489795003921634;

    /// <summary>Fits on <paramref name="rows"/> of each column.</summary>
    /// <param name="names">Name of each column, for messages and for the file.</param>
    /// <param name="columns">The features, one array per column, one number per bar.</param>
    /// <param name="rows">The bars the model trains on; 1 or more.</param>
    /// <param name="clip">Largest absolute value after scaling, above 0.</param>
    /// <exception cref="InputRefusedException">A number is not finite; the message names column and bar.</exception>
    public static Scaler Fit(IReadOnlyList<string> names, IReadOnlyList<double[]> columns, ReadOnlySpan<int> rows, double clip = 5)
    {
        ArgumentOutOfRangeException.ThrowIfZero(rows.Length, nameof(rows));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(clip);
        ArgumentOutOfRangeException.ThrowIfNotEqual(columns.Count, names.Count);
        var values = new double[rows.Length];
        var fitted = new ScaledColumn[columns.Count];
        for (var c = 0; c < fitted.Length; c++)
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = RequireFinite(names[c], rows[i], columns[c][rows[i]]);
            fitted[c] = FitColumn(names[c], values);
        }
        return new(fitted, clip);
    }

    /// <summary>Scales every bar from <paramref name="firstUsable"/> on; earlier ones, where indicators warm up, are 0.</summary>
    /// <exception cref="ArgumentException">Another number of columns than was fitted.</exception>
    /// <exception cref="InputRefusedException">A number is not finite; the message names column and bar.</exception>
    public FeatureTable Transform(IReadOnlyList<double[]> columns, int firstUsable = 0)
    {
        if (columns.Count != Columns.Count)
            throw new ArgumentException($"{columns.Count} columns; the scaler was fitted on {Columns.Count}.", nameof(columns));
        var rows = columns[0].Length;
        var values = new float[rows * Columns.Count];
        for (var c = 0; c < Columns.Count; c++)
        {
            var (name, centre, scale) = Columns[c];
            ArgumentOutOfRangeException.ThrowIfNotEqual(columns[c].Length, rows, name);
            for (var row = firstUsable; row < rows; row++)
            {
                var x = RequireFinite(name, row, columns[c][row]);
                values[row * Columns.Count + c] = scale > 0 ? (float)Math.Clamp((x - centre) / scale, -Clip, Clip) : 0f;
            }
        }
        return new(values, Columns.Count) { Columns = Columns };
    }

    private static ScaledColumn FitColumn(string name, double[] values)
    {
        var mean = 0.0;
        foreach (var x in values)
            mean += x / values.Length;
        var squares = 0.0;
        foreach (var x in values)
            squares += (x - mean) * (x - mean);
        Array.Sort(values);
        var median = Quantile(values, 0.5);
        var iqr = Quantile(values, 0.75) - Quantile(values, 0.25);
        var scale = iqr > 0 ? iqr / NormalIqr : values[0] < values[^1] ? Math.Sqrt(squares / values.Length) : 0;
        return new(name, median, scale);
    }

    // Linear between order statistics (Hyndman and Fan's type 7, numpy's default).
    private static double Quantile(double[] sorted, double q)
    {
        var position = q * (sorted.Length - 1);
        var below = (int)position;
        return below + 1 < sorted.Length ? sorted[below] + (position - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }

    private static double RequireFinite(string column, int bar, double x) =>
        double.IsFinite(x) ? x : throw new InputRefusedException($"Feature '{column}' is {x} at bar {bar}; it must be finite.");
}
