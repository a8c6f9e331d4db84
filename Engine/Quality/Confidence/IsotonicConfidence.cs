using Huracan.Engine.Models;

namespace Huracan.Engine.Quality.Confidence;

/// <summary>
/// Corrects the confidence by the rising function that fits best how often such forecasts were right (pool adjacent violators), straight
/// between its knots; the other classes keep their proportion. The likeliest class stays the likeliest (F13: Zadrozny and Elkan,
/// "Transforming Classifier Scores into Accurate Multiclass Probability Estimates", 2002).
/// </summary>
/// <param name="Confidences">Knots of the model's confidence, ascending.</param>
/// <param name="Accuracies">Share of right forecasts at each, not falling.</param>
public sealed record IsotonicConfidence(IReadOnlyList<double> Confidences, IReadOnlyList<double> Accuracies)
{
    // How far the likeliest class is kept above a second that the correction would put before it.
    private const double Lead = 1e-3;

    /// <summary>Fits the function; forecasts of equal confidence count as one of their weight.</summary>
    /// <param name="predictions">Forecasts that the model was not trained on, one or more.</param>
    /// <param name="classes">What occurred: -1, 0 or 1.</param>
    /// <exception cref="ArgumentException">Lengths differ, or there is none.</exception>
    public static IsotonicConfidence Fit(ReadOnlySpan<Prediction> predictions, ReadOnlySpan<sbyte> classes)
    {
        if (predictions.Length != classes.Length || predictions.Length == 0)
            throw new ArgumentException($"There are {predictions.Length} forecasts for {classes.Length} outcomes.", nameof(classes));
        var confidences = new double[predictions.Length];
        var right = new int[predictions.Length];
        for (var i = 0; i < predictions.Length; i++)
            (confidences[i], right[i]) = (predictions[i].Confidence, predictions[i].Direction == classes[i] ? 1 : 0);
        Array.Sort(confidences, right);

        var blocks = new List<Block>();
        for (int start = 0, end; start < confidences.Length; start = end)
        {
            var hits = 0;
            for (end = start; end < confidences.Length && confidences[end] == confidences[start]; end++)
                hits += right[end];
            var block = new Block(confidences[start], confidences[start], end - start, hits);
            while (blocks.Count > 0 && blocks[^1].Accuracy >= block.Accuracy)
            {
                block = blocks[^1].Then(block);
                blocks.RemoveAt(blocks.Count - 1);
            }
            blocks.Add(block);
        }
        var knots = blocks.SelectMany(block => new[] { (At: block.First, block.Accuracy), (At: block.Last, block.Accuracy) })
            .Distinct()
            .ToArray();
        return new IsotonicConfidence([.. knots.Select(knot => knot.At)], [.. knots.Select(knot => knot.Accuracy)]);
    }

    /// <summary>The share of right forecasts at a confidence; outside the knots that of the nearest.</summary>
    public double At(double confidence)
    {
        var next = 0;
        while (next < Confidences.Count && Confidences[next] < confidence)
            next++;
        if (next == 0 || next == Confidences.Count)
            return Accuracies[next == 0 ? 0 : ^1];
        var (from, to) = (Confidences[next - 1], Confidences[next]);
        return Accuracies[next - 1] + (Accuracies[next] - Accuracies[next - 1]) * (confidence - from) / (to - from);
    }

    /// <summary>The corrected forecast; its value stays, and so does all of one in which two classes are the likeliest.</summary>
    public Prediction Apply(Prediction forecast)
    {
        double[] classes = [forecast.Down, forecast.Flat, forecast.Up];
        Array.Sort(classes);
        var (second, top) = (classes[1], classes[2]);
        if (second == top)
            return forecast;
        var others = classes[0] + second;
        var level = others > 0 ? second / (others + second) : 1.0 / 3; // where the second would draw level
        var corrected = Math.Max(At(top), level + Lead * (1 - level));
        // Parts of the others where the model gave them nothing: equal ones.
        double Part(double p) => p == top ? corrected : (1 - corrected) * (others > 0 ? p / others : 0.5);
        return forecast.With(Part(forecast.Down), Part(forecast.Flat), Part(forecast.Up));
    }

    private readonly record struct Block(double First, double Last, int Count, int Right)
    {
        public double Accuracy => (double)Right / Count;

        public Block Then(Block next) => new(First, next.Last, Count + next.Count, Right + next.Right);
    }
}
