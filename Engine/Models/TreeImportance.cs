namespace Huracan.Engine.Models;

/// <summary>Figures of features that libraries of trees give.</summary>
internal static class TreeImportance
{
    private static readonly string[] Classes = ["down", "flat", "up"];

    /// <summary>Features that no tree splits.</summary>
    /// <param name="splits">Splits of each feature.</param>
    public static IReadOnlySet<int> Unread(double[] splits) => Enumerable.Range(0, splits.Length).Where(i => splits[i] == 0).ToHashSet();

    /// <summary>Shares of the gain, and the mean size of the SHAP values by class.</summary>
    /// <param name="gains">Gain of all splits of each feature.</param>
    /// <param name="contributions">SHAP values [bars, 3, features + 1].</param>
    public static IReadOnlyList<FeatureMeasure> Of(double[] gains, double[] contributions)
    {
        var all = gains.Sum();
        var rows = contributions.Length / (3 * (gains.Length + 1));
        var measures = new List<FeatureMeasure>
        {
            new("gain", "share of the gain of all splits, on train", Array.ConvertAll(gains, gain => all > 0 ? gain / all : 0)),
        };
        for (var k = 0; k < 3; k++)
        {
            var sizes = new double[gains.Length];
            for (var row = 0; row < rows; row++)
            {
                var values = contributions.AsSpan((row * 3 + k) * (gains.Length + 1), gains.Length);
                for (var j = 0; j < values.Length; j++)
                    sizes[j] += Math.Abs(values[j]) / rows;
            }
            measures.Add(new($"shap_{Classes[k]}", $"mean size of the SHAP value for {Classes[k]}, log odds", sizes));
        }
        return measures;
    }
}
