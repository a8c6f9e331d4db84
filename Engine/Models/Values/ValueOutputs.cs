namespace Huracan.Engine.Models.Values;

/// <summary>
/// What a network puts out for a value head, in the scale of <see cref="ReturnScale"/>: the mean, the median, and four numbers of which the
/// softplus is the distance of a quantile from the one next to it: up from the median twice, then down twice. Quantiles never cross.
/// </summary>
internal static class ValueOutputs
{
    /// <summary>Numbers of a row.</summary>
    public const int Count = 1 + ReturnQuantiles.Count;

    /// <summary>Writes the quantiles of a row, ascending.</summary>
    public static void Quantiles(ReadOnlySpan<float> row, Span<double> quantiles)
    {
        quantiles[2] = row[1];
        quantiles[3] = quantiles[2] + Softplus(row[2]);
        quantiles[4] = quantiles[3] + Softplus(row[3]);
        quantiles[1] = quantiles[2] - Softplus(row[4]);
        quantiles[0] = quantiles[1] - Softplus(row[5]);
    }

    /// <summary>Writes the returns of a row: its mean, and its quantiles.</summary>
    public static float Returns(ReadOnlySpan<float> row, ReturnScale scale, Span<float> quantiles)
    {
        Span<double> scaled = stackalloc double[ReturnQuantiles.Count];
        Quantiles(row, scaled);
        for (var k = 0; k < quantiles.Length; k++)
            quantiles[k] = scale.Return(scaled[k]);
        return scale.Return(row[0]);
    }

    private static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
}
