using Huracan.Engine.Labels;

namespace Huracan.Engine.Datasets;

/// <summary>The labels of a horizon, one for each row of a dataset.</summary>
/// <param name="Horizon">How far they look, bars; 1 or more. The information interval of row t is <c>[t, t + 1 + Horizon]</c> (F4).</param>
/// <param name="Classes">-1 down, 0 flat, 1 up, or <see cref="LabelSet.None"/>.</param>
/// <param name="Returns">Log return of each labelled row, before costs, finite; null where only classes are known.</param>
public sealed record HorizonLabels(int Horizon, sbyte[] Classes, float[]? Returns)
{
    /// <summary>Bars from a row to the last one that its label rests on.</summary>
    public int Reach => 1 + Horizon;

    /// <summary>Its name in columns and commands, such as <c>h5</c>.</summary>
    public string Name => $"h{Horizon}";

    /// <summary>Whether a row has a label.</summary>
    public bool Has(int row) => Classes[row] != LabelSet.None;
}
