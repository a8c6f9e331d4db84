using Huracan.Contracts.Reports;
using Huracan.Engine.Labels;
using Huracan.Engine.Models;

namespace Huracan.Engine.Quality.Metrics;

/// <summary>Measures three-class forecasts.</summary>
public static class ClassificationMeasures
{
    extension(ClassificationMetrics)
    {
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

        /// <summary>
        /// The same of meta-labels, whose side is given: balanced accuracy is the mean recall of trades that pay, long and short together,
        /// and of those that fail, so that to know the side is no merit.
        /// </summary>
        /// <inheritdoc cref="Of"/>
        public static ClassificationMetrics OfSides(ReadOnlySpan<Prediction> predictions, ReadOnlySpan<sbyte> classes)
        {
            var measured = Of(predictions, classes);
            var (counts, support) = (measured.ConfusionMatrix, measured.Support);
            var (paid, failed) = (support[0] + support[2], support[1]);
            var (pays, fails) = ((double)(counts[0][0] + counts[2][2]) / paid, measured.Recall[1]);
            var balanced = paid == 0 ? fails : failed == 0 ? pays : (pays + fails) / 2;
            return measured with
            {
                BalancedAccuracy = balanced,
                ChanceAdjusted = paid == 0 || failed == 0 ? double.NaN : 2 * balanced - 1,
            };
        }
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
