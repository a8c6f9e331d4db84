using Huracan.Contracts;

namespace Huracan.Engine.Models.Onnx;

/// <summary>The windows of a table as a graph reads them.</summary>
internal sealed class OnnxWindows
{
    private readonly OnnxInput input;
    private readonly FeatureTable table;
    private readonly int[] columns;
    private readonly ScaledColumn? series;

    /// <param name="input">What the graph reads.</param>
    /// <param name="table">The features.</param>
    /// <exception cref="InputRefusedException">The table lacks a column that is named.</exception>
    public OnnxWindows(OnnxInput input, FeatureTable table)
    {
        (this.input, this.table) = (input, table);
        var names = table.Columns?.Select(column => column.Name).ToList() ?? [];
        columns = input.Columns.Count == 0
            ? [.. Enumerable.Range(0, table.Features)]
            : [.. input.Columns.Select(name => names.IndexOf(name) is >= 0 and var place ? place : throw Missing(name, names))];
        if (columns.Length != input.Width)
            throw new InputRefusedException(
                $"'input.shape' of the description is of {input.Width} features, and there are {columns.Length}: "
                    + "name those that the graph reads in 'input.columns'.");
        if (input.Kind != OnnxInputKind.Features)
            series = table.Columns![columns[0]]; // a series is named, and was found
    }

    /// <summary>The window that ends at a bar.</summary>
    public float[] At(int bar)
    {
        var window = new float[input.Lookback * input.Width];
        var first = bar - input.Lookback + 1;
        if (series is not null)
        {
            var ahead = 0.0; // log price of the last close over that of the bar
            for (var i = input.Lookback - 1; i >= 0; i--)
            {
                var move = table.Row(first + i)[columns[0]] * series.Scale + series.Centre;
                window[i] = (float)(input.Kind switch
                {
                    OnnxInputKind.Returns => move,
                    OnnxInputKind.LogPrice => -ahead,
                    _ => Math.Exp(-ahead),
                });
                ahead += move;
            }
            return window;
        }
        for (var i = 0; i < input.Lookback; i++)
        {
            var row = table.Row(first + i);
            for (var j = 0; j < columns.Length; j++)
                window[i * columns.Length + j] = (float)Math.Clamp(row[columns[j]], -input.Clip, input.Clip);
        }
        return window;
    }

    private static InputRefusedException Missing(string name, List<string> names) => new(
        $"'input.columns' of the description has '{name}', and the features are {string.Join(", ", names)}; it must be one of them.");
}
