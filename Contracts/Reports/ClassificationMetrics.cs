namespace Huracan.Contracts.Reports;

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
}
