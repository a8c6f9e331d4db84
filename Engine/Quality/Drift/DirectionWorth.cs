using Huracan.Engine.Models;

namespace Huracan.Engine.Quality.Drift;

/// <summary>Learns from validation what the direction of forecasts is worth.</summary>
public static class DirectionWorth
{
    private const double StrongShare = 0.2;
    private const int Steps = 20;
    private const int LeastScored = 20;

    /// <summary>Learns the reliability: the least of those whose log likelihood is half a unit or less below the best's, outcomes that
    /// overlap counted as one (about one standard error).</summary>
    /// <param name="forecasts">Consecutive bars' forecasts, of a model that has not learnt from them.</param>
    /// <param name="outcomes">What occurred: -1, 0 or 1; null where that is not known; as many.</param>
    /// <param name="overlap">Bars an outcome spans, 1 or more.</param>
    /// <returns>Null where they are too few, or where no direction is as likely as any.</returns>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static DirectionReference? Of(IReadOnlyList<Prediction> forecasts, IReadOnlyList<int?> outcomes, int overlap)
    {
        if (forecasts.Count != outcomes.Count)
            throw new ArgumentException($"There are {forecasts.Count} forecasts for {outcomes.Count} outcomes.", nameof(outcomes));
        ArgumentOutOfRangeException.ThrowIfLessThan(overlap, 1);
        var strengths = forecasts.Select(DirectionDetector.Strength).Where(strength => strength > 0).Order().ToArray();
        if (strengths.Length == 0)
            return null;
        var strong = strengths[(int)((1 - StrongShare) * (strengths.Length - 1))];
        var counter = new DirectionDetector(new DirectionReference(0, strong, overlap, 0));
        for (var i = 0; i < forecasts.Count; i++)
            counter.Add(forecasts[i], outcomes[i]);
        if (counter.Scored < LeastScored)
            return null;

        var likelihoods = new double[Steps + 1];
        for (var step = 0; step <= Steps; step++)
        {
            for (var i = 0; i < forecasts.Count; i++)
            {
                if (outcomes[i] is { } sign && DirectionDetector.IsStrong(forecasts[i], strong))
                    likelihoods[step] += Math.Log(DirectionDetector.Probability(forecasts[i], sign, (double)step / Steps));
            }
        }
        // Strong forecasts come in runs whose outcomes overlap; those scored do not.
        var all = Enumerable.Range(0, forecasts.Count).Count(i =>
            outcomes[i] is not null && DirectionDetector.IsStrong(forecasts[i], strong));
        var repeated = (double)all / counter.Scored;
        var best = likelihoods.Max();
        var least = Array.FindIndex(likelihoods, likelihood => (best - likelihood) / repeated <= 0.5);
        return least == 0
            ? null
            : new DirectionReference((double)least / Steps, strong, overlap, (double)counter.Scored / forecasts.Count);
    }
}
