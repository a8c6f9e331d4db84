using Huracan.Contracts.Reports;

namespace Huracan.Engine.Quality.Confidence;

/// <summary>
/// Expected calibration error: mean distance of accuracy from confidence over bins of equal mass (F13: Naeini, Cooper and Hauskrecht, 2015,
/// whose bins are of equal width; Nixon et al., 2019).
/// </summary>
/// <param name="Error">Mean over the bins by their counts, 0 to 1; NaN without a forecast.</param>
/// <param name="Bins">The bins, by ascending confidence.</param>
public sealed record CalibrationError(double Error, IReadOnlyList<ReliabilityBin> Bins)
{
    /// <summary>Number of bins.</summary>
    public const int Count = 15;

    /// <summary>Sorts forecasts into bins and compares. Equal confidences share a bin, so that there may be fewer.</summary>
    /// <param name="confidences">Confidence of each forecast.</param>
    /// <param name="right">Whether its class occurred.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static CalibrationError Of(ReadOnlySpan<double> confidences, ReadOnlySpan<bool> right)
    {
        if (confidences.Length != right.Length)
            throw new ArgumentException($"There are {confidences.Length} confidences for {right.Length} outcomes.", nameof(right));
        var sorted = confidences.ToArray();
        var hits = right.ToArray();
        Array.Sort(sorted, hits);
        var bins = new List<ReliabilityBin>();
        var (start, error) = (0, 0.0);
        for (var bin = 1; bin <= Count; bin++)
        {
            var end = (int)((long)sorted.Length * bin / Count);
            while (end > 0 && end < sorted.Length && sorted[end] == sorted[end - 1])
                end++;
            if (end <= start)
                continue;
            var (sum, hit) = (0.0, 0);
            for (var i = start; i < end; i++)
                (sum, hit) = (sum + sorted[i], hit + (hits[i] ? 1 : 0));
            bins.Add(new ReliabilityBin(end - start, sum / (end - start), (double)hit / (end - start)));
            error += Math.Abs(hit - sum);
            start = end;
        }
        return new CalibrationError(error / sorted.Length, bins);
    }
}
