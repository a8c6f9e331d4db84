using System.Numerics.Tensors;

namespace Huracan.Engine.Models.Onnx;

/// <summary>
/// A distribution by some of its quantiles: straight lines between them, and beyond the outermost as between these and their neighbours.
/// Quantiles that cross are sorted (Chernozhukov, Fernández-Val and Galichon, "Quantile and Probability Curves Without Crossing", 2010).
/// </summary>
internal sealed class QuantileFunction
{
    /// <summary>Least probability of a class: few quantiles say nothing of what is rarer.</summary>
    public const double LeastProbability = 1e-3;

    private readonly IReadOnlyList<double> levels;
    private readonly double[] values;

    /// <param name="levels">Ascending between 0 and 1, two or more.</param>
    /// <param name="values">The quantile of each level.</param>
    public QuantileFunction(IReadOnlyList<double> levels, IEnumerable<double> values) =>
        (this.levels, this.values) = (levels, [.. values.Order()]);

    /// <summary>Probability of at most <paramref name="x"/>.</summary>
    public double Below(double x)
    {
        var upper = 1; // the line from the value before
        while (upper < values.Length - 1 && values[upper] <= x)
            upper++;
        var (from, to) = (values[upper - 1], values[upper]);
        if (from == to)
            return x < from ? 0 : x > to ? 1 : levels[upper];
        return Math.Clamp(levels[upper - 1] + (x - from) / (to - from) * (levels[upper] - levels[upper - 1]), 0, 1);
    }

    /// <summary>The mean.</summary>
    public double Mean()
    {
        var last = values.Length - 1;
        var sum = levels[0] * (values[0] - Slope(0) * levels[0] / 2);
        for (var i = 0; i < last; i++)
            sum += (levels[i + 1] - levels[i]) * (values[i] + values[i + 1]) / 2;
        var above = 1 - levels[last];
        return sum + above * (values[last] + Slope(last - 1) * above / 2);
    }

    /// <summary>The forecast: down below −<paramref name="deadZone"/>, up above it.</summary>
    public Prediction Predict(double deadZone)
    {
        var (down, up) = (Below(-deadZone), 1 - Below(deadZone));
        Span<double> classes = [down, 1 - down - up, up];
        for (var i = 0; i < classes.Length; i++)
            classes[i] = Math.Max(classes[i], LeastProbability);
        var sum = TensorPrimitives.Sum<double>(classes);
        return new((float)(classes[0] / sum), (float)(classes[1] / sum), (float)(classes[2] / sum), (float)Mean());
    }

    private double Slope(int from) => (values[from + 1] - values[from]) / (levels[from + 1] - levels[from]);
}
