namespace Huracan.Engine.Models;

/// <summary>The features of samples as libraries of trees read them.</summary>
internal static class SampleRows
{
    /// <summary>
    /// One row after the other. Without gaps they are the table's own; bars with gaps (purged, marked) are gathered.
    /// </summary>
    public static ReadOnlySpan<float> Of(Samples samples) => Of(samples.Table, samples.Bars);

    /// <summary>The same of bars without labels.</summary>
    public static ReadOnlySpan<float> Of(FeatureTable table, ReadOnlySpan<int> bars)
    {
        var contiguous = true;
        for (var i = 1; i < bars.Length && contiguous; i++)
            contiguous = bars[i] == bars[i - 1] + 1;
        if (contiguous)
            return table.Values.AsSpan(bars[0] * table.Features, bars.Length * table.Features);
        var gathered = new float[bars.Length * table.Features];
        for (var i = 0; i < bars.Length; i++)
            table.Row(bars[i]).CopyTo(gathered.AsSpan(i * table.Features));
        return gathered;
    }
}
