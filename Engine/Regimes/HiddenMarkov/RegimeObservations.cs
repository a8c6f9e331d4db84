namespace Huracan.Engine.Regimes.HiddenMarkov;

/// <summary>What the hidden Markov model observes of a candle: ln volatility and ln volume over the usual, size of the trend.</summary>
internal static class RegimeObservations
{
    /// <summary>Number of columns.</summary>
    public const int Columns = 3;

    public const int Volatility = 0;
    public const int Trend = 1;
    public const int Volume = 2;

    private const double Least = 0.01; // ratios below, such as those of markets that stand still, are as good as this

    /// <summary>The observations of some candles as rows.</summary>
    /// <param name="measures">The measures.</param>
    /// <param name="from">First candle.</param>
    /// <param name="to">Candle after the last.</param>
    public static double[] Of(RegimeMeasures measures, int from, int to)
    {
        var rows = new double[Columns * Math.Max(0, to - from)];
        for (int i = from, row = 0; i < to; i++, row += Columns)
        {
            rows[row + Volatility] = Math.Log(Math.Max(measures.Volatility[i], Least));
            rows[row + Trend] = measures.Trend[i];
            rows[row + Volume] = Math.Log(Math.Max(measures.Volume[i], Least));
        }
        return rows;
    }

    /// <summary>Mean and standard deviation of each column; a column that does not vary has a deviation of 1.</summary>
    public static (double[] Centers, double[] Scales) Moments(ReadOnlySpan<double> rows)
    {
        var (centers, scales) = (new double[Columns], new double[Columns]);
        var count = rows.Length / Columns;
        for (var i = 0; i < rows.Length; i++)
            centers[i % Columns] += rows[i] / count;
        for (var i = 0; i < rows.Length; i++)
            scales[i % Columns] += (rows[i] - centers[i % Columns]) * (rows[i] - centers[i % Columns]) / count;
        return (centers, Array.ConvertAll(scales, variance => variance > 0 ? Math.Sqrt(variance) : 1));
    }

    /// <summary>Puts rows into units of deviations from the mean.</summary>
    public static void Standardise(Span<double> rows, double[] centers, double[] scales)
    {
        for (var i = 0; i < rows.Length; i++)
            rows[i] = (rows[i] - centers[i % Columns]) / scales[i % Columns];
    }
}
