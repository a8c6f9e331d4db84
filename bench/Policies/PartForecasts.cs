using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Splits;

namespace Huracan.Bench.Policies;

/// <summary>Forecasts of one part of the time.</summary>
/// <param name="Bars">The bars.</param>
/// <param name="Predictions">A forecast for each.</param>
/// <param name="Labels">Class that came true, -1, 0 or 1; -128 where it is not known.</param>
/// <param name="Returns">Log return over the horizon; NaN likewise.</param>
internal sealed record PartForecasts(int[] Bars, Prediction[] Predictions, sbyte[] Labels, double[] Returns)
{
    public BarRange Range => new(Bars[0], Bars[^1] + 1);

    /// <summary>Probability of up less that of down, by forecast.</summary>
    public double[] Scores() => Array.ConvertAll(Predictions, prediction => (double)(prediction.Up - prediction.Down));

    /// <summary>Share of each class, down first; each is counted once more than it came true.</summary>
    public double[] Frequencies()
    {
        double[] counts = [1, 1, 1];
        foreach (var label in Labels.Where(label => label != sbyte.MinValue))
            counts[label + 1]++;
        var sum = counts.Sum();
        return Array.ConvertAll(counts, count => count / sum);
    }

    public static PartForecasts Read(IRunFolder folder, string name)
    {
        var table = folder.ReadTable(name);
        var forecasts = Forecasts.Of(table);
        return new PartForecasts(forecasts.Bars, forecasts.Predictions, table.Get<sbyte>("label"), table.Get<double>("return"));
    }
}
