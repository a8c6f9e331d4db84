using Huracan.Engine.Leakage.Statistics;

namespace Huracan.Engine.Datasets.Simulation;

/// <summary>Scales the columns of a table in place, by what is fitted on some of its rows. A constant column becomes 0.</summary>
/// <param name="kind">The scaler.</param>
internal sealed class ColumnScaler(ScalerKind kind)
{
    /// <summary>Scales every column.</summary>
    /// <param name="table">The table, row-major.</param>
    /// <param name="features">Its number of columns.</param>
    /// <param name="fittedOn">Rows that are fitted on; one or more.</param>
    public void Scale(float[] table, int features, ReadOnlySpan<int> fittedOn)
    {
        var values = new double[fittedOn.Length];
        for (var c = 0; c < features; c++)
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = table[fittedOn[i] * features + c];
            Array.Sort(values);
            var figures = ScaleFigures.Of(values);
            var (centre, scale) = kind switch
            {
                ScalerKind.Standard => (figures.Mean, figures.Deviation),
                ScalerKind.Robust => (figures.Median, figures.Quartiles),
                _ => (values[0], values[^1] - values[0]),
            };
            for (var at = c; at < table.Length; at += features)
                table[at] = scale > 0 ? (float)((table[at] - centre) / scale) : 0;
        }
    }
}
