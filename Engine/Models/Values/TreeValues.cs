using System.Globalization;

namespace Huracan.Engine.Models.Values;

/// <summary>Forecasts of a value head of trees: an ensemble for the mean of the scaled return and one for each of its quantiles.</summary>
/// <param name="scale">What returns were scaled by.</param>
/// <param name="trees">Margins of each ensemble, that of the mean first.</param>
/// <param name="starts">What each ensemble began from, which its margins lack; null where they lack nothing.</param>
internal sealed class TreeValues(ReturnScale scale, TreeValues.Margins[] trees, float[]? starts = null)
{
    /// <summary>Margins of an ensemble at some bars of a table.</summary>
    public delegate void Margins(FeatureTable table, ReadOnlySpan<int> bars, Span<float> margins);

    /// <summary>Names of the ensembles' files, in their order.</summary>
    /// <param name="extension">Of the library's format, with its dot.</param>
    public static string[] Files(string extension) =>
    [
        $"value{extension}",
        .. ReturnQuantiles.Levels.Select(
            level => string.Create(CultureInfo.InvariantCulture, $"quantile_{100 * level:00}{extension}")),
    ];

    /// <summary>Sets the values of forecasts to the mean.</summary>
    public void SetValues(FeatureTable table, ReadOnlySpan<int> bars, Span<Prediction> predictions)
    {
        var margins = new float[bars.Length];
        trees[0](table, bars, margins);
        for (var i = 0; i < margins.Length; i++)
            predictions[i] = predictions[i] with { Value = Return(0, margins[i]) };
    }

    /// <summary>Quantiles [bars, 5] of returns, row-major, ascending within a row.</summary>
    public float[] Quantiles(FeatureTable table, ReadOnlySpan<int> bars)
    {
        var margins = new float[bars.Length];
        var quantiles = new float[bars.Length * ReturnQuantiles.Count];
        for (var k = 0; k < ReturnQuantiles.Count; k++)
        {
            trees[k + 1](table, bars, margins);
            for (var i = 0; i < bars.Length; i++)
                quantiles[i * ReturnQuantiles.Count + k] = Return(k + 1, margins[i]);
        }
        for (var i = 0; i < bars.Length; i++)
            quantiles.AsSpan(i * ReturnQuantiles.Count, ReturnQuantiles.Count).Sort();
        return quantiles;
    }

    private float Return(int ensemble, float margin) => scale.Return((starts?[ensemble] ?? 0) + margin);
}
