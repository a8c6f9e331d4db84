namespace Huracan.Engine.Quality.Confidence;

/// <summary>
/// Conformal intervals that keep their coverage while the market changes (F13: Gibbs and Candès, "Adaptive Conformal Inference Under
/// Distribution Shift", 2021): after each outcome α ← α + γ·(1 − level − miss), so that misses widen what follows; the newest scores
/// replace the oldest. With scores over trailing volatility a break of the volatility is in the width within a few bars; the adaptation
/// mends what is left.
/// </summary>
public sealed class AdaptiveConformal
{
    private readonly ConformalState start;
    private readonly Queue<double> window;
    private readonly List<double> sorted;

    /// <summary>Goes on from a state.</summary>
    public AdaptiveConformal(ConformalState state)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(state.Rate, nameof(state));
        start = state;
        Alpha = state.Alpha;
        window = new Queue<double>(state.Scores);
        sorted = [.. state.Scores.Order()];
    }

    /// <summary>Share of misses that the next interval is made for.</summary>
    public double Alpha { get; private set; }

    /// <summary>What the next forecasts' intervals are made with.</summary>
    public ConformalInterval Current => ConformalInterval.Of(sorted, Alpha);

    /// <summary>All it needs to go on from here.</summary>
    public ConformalState State => start with { Alpha = Alpha, Scores = [.. window] };

    /// <summary>Learns from an outcome once it is known: with overlapping outcomes some forecasts later.</summary>
    /// <param name="issued">What the forecast's interval was made with.</param>
    /// <param name="score">Score of the forecast, finite.</param>
    public void Observe(ConformalInterval issued, double score)
    {
        if (!double.IsFinite(score))
            throw new ArgumentOutOfRangeException(nameof(score), score, "A score must be finite.");
        Alpha += start.Rate * (1 - start.Level - (score > issued.Quantile ? 1 : 0));
        if (window.Count >= ConformalState.MostScores)
            sorted.RemoveAt(sorted.BinarySearch(window.Dequeue()));
        window.Enqueue(score);
        var place = sorted.BinarySearch(score);
        sorted.Insert(place < 0 ? ~place : place, score);
    }
}
