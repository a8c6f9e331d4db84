using Huracan.Engine.Labels;
using Huracan.Engine.Models;

namespace Huracan.Engine.Quality.Metrics;

/// <summary>
/// Quality of three-class forecasts, independent of trading. Classes are in the order down, flat, up. NaN marks what is
/// undefined: recall of a class that never occurred, precision of one never forecast, anything over no sample.
/// </summary>
public sealed record ClassificationMetrics
{
    /// <summary>Forecasts with a label.</summary>
    public required int Count { get; init; }

    /// <summary>Correct / all.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Mean recall over the classes that occurred (F9).</summary>
    public required double BalancedAccuracy { get; init; }

    /// <summary>(BA − 1/K) / (1 − 1/K), K the classes that occurred (Brodersen et al. 2010); 0 is chance, NaN with one class.</summary>
    public required double ChanceAdjusted { get; init; }

    /// <summary>2·TP / (2·TP + FP + FN) of up; NaN where up neither occurred nor was forecast.</summary>
    public required double F1Long { get; init; }

    /// <summary>The same of down.</summary>
    public required double F1Short { get; init; }

    /// <summary>Precision of down, flat, up.</summary>
    public required double[] Precision { get; init; }

    /// <summary>Recall of down, flat, up.</summary>
    public required double[] Recall { get; init; }

    /// <summary>Occurrences of down, flat, up.</summary>
    public required int[] Support { get; init; }

    /// <summary>3 × 3 counts: row the class that occurred, column the class forecast.</summary>
    public required int[][] ConfusionMatrix { get; init; }

    /// <summary>Mean of −ln(probability given to the class that occurred), probabilities held to 1e-15 and above.</summary>
    public required double LogLoss { get; init; }

    /// <summary>Mean over samples of Σ (p − occurred)² over the three classes: 0 best, 2 worst.</summary>
    public required double Brier { get; init; }

    /// <summary>Measures forecasts against labels.</summary>
    /// <param name="predictions">The forecasts.</param>
    /// <param name="classes">-1 down, 0 flat, 1 up; <see cref="LabelSet.None"/> leaves the sample out.</param>
    /// <exception cref="ArgumentException">Lengths differ or a class is none of these.</exception>
    public static ClassificationMetrics Of(ReadOnlySpan<Prediction> predictions, ReadOnlySpan<sbyte> classes)
    {
        if (predictions.Length != classes.Length)
            throw new ArgumentException($"There are {predictions.Length} forecasts for {classes.Length} labels.", nameof(classes));
        int[][] confusion = [new int[3], new int[3], new int[3]];
        double loss = 0, brier = 0;
        var count = 0;
        for (var i = 0; i < classes.Length; i++)
        {
            if (classes[i] == LabelSet.None)
                continue;
            if (classes[i] is < -1 or > 1)
                throw new ArgumentException($"Label {i} is {classes[i]}; it must be -1, 0 or 1.", nameof(classes));
            var p = predictions[i];
            confusion[classes[i] + 1][p.Direction + 1]++;
            double occurred = classes[i] switch { -1 => p.Down, 0 => p.Flat, _ => p.Up };
            loss -= Math.Log(Math.Max(occurred, 1e-15));
            brier += (double)p.Down * p.Down + (double)p.Flat * p.Flat + (double)p.Up * p.Up - 2 * occurred + 1;
            count++;
        }
        return FromConfusion(confusion, count, loss / count, brier / count);
    }

    private static ClassificationMetrics FromConfusion(int[][] confusion, int count, double loss, double brier)
    {
        var precision = new double[3];
        var recall = new double[3];
        var support = new int[3];
        double recalls = 0;
        var present = 0;
        for (var k = 0; k < 3; k++)
        {
            support[k] = confusion[k][0] + confusion[k][1] + confusion[k][2];
            precision[k] = (double)confusion[k][k] / (confusion[0][k] + confusion[1][k] + confusion[2][k]);
            recall[k] = (double)confusion[k][k] / support[k];
            if (support[k] == 0)
                continue;
            recalls += recall[k];
            present++;
        }
        var balanced = recalls / present;
        return new ClassificationMetrics
        {
            Count = count,
            Accuracy = (double)(confusion[0][0] + confusion[1][1] + confusion[2][2]) / count,
            BalancedAccuracy = balanced,
            ChanceAdjusted = present < 2 ? double.NaN : (balanced - 1.0 / present) / (1 - 1.0 / present),
            F1Long = F1(confusion, 2),
            F1Short = F1(confusion, 0),
            Precision = precision,
            Recall = recall,
            Support = support,
            ConfusionMatrix = confusion,
            LogLoss = loss,
            Brier = brier,
        };
    }

    private static double F1(int[][] confusion, int k)
    {
        var occurred = confusion[k][0] + confusion[k][1] + confusion[k][2];
        var forecast = confusion[0][k] + confusion[1][k] + confusion[2][k];
        return 2.0 * confusion[k][k] / (occurred + forecast);
    }
}
