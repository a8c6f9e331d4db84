using Huracan.Engine.Models;

namespace Huracan.Engine.Quality.Drift;

/// <summary>
/// Evidence that forecasts have lost their direction: an e-detector of Shiryaev and Roberts's kind. If the forecasts are still worth what
/// they were on validation, the mean number of scored forecasts until the evidence first reaches c is c or more, however often one looks.
/// </summary>
/// <remarks>
/// <para>
/// With m = (up + down)/2 and d = (up − down)/2 the forecast of reliability r says m + r·d for up, m − r·d for down and leaves flat as it
/// is. After each scored outcome y the evidence against r₀, that of validation, is M ← (M + 1)·q_r(y)/q_r₀(y), whose factor has mean 1 or
/// less as long as r₀ holds. Two are kept: r = 0, direction is chance, and r = −r₀, direction is turned round; the evidence is their mean.
/// Flat outcomes have factor 1: a calm or a wild market is no evidence about direction.
/// </para>
/// <para>
/// Only strong forecasts are scored, and after one none before its outcome is known: which ones is known before their outcomes are.
/// Source: Shin, Ramdas and Rinaldo, "E-detectors", New England J. of Statistics in Data Science 2(2), 2024; Roberts, Technometrics 8(3),
/// 1966. Formulas F13.
/// </para>
/// </remarks>
/// <param name="reference">What direction was worth on validation.</param>
public sealed class DirectionDetector(DirectionReference reference)
{
    private const double Enough = 1e100;
    private const double LeastProbability = 1e-6;

    private double chance;
    private double turned;
    private int wait;

    /// <summary>The evidence, in scored forecasts; 0 before the first.</summary>
    public double Evidence => (chance + turned) / 2;

    /// <summary>Forecasts scored so far.</summary>
    public int Scored { get; private set; }

    /// <summary>Takes the next bar, whether it is scored or not.</summary>
    /// <param name="forecast">Its forecast.</param>
    /// <param name="outcome">What occurred: -1, 0 or 1; null where that is not known, as where a candle is missing.</param>
    public void Add(Prediction forecast, int? outcome)
    {
        if (wait > 0)
        {
            wait--;
            return;
        }
        if (outcome is not { } sign || !IsStrong(forecast, reference.Strong))
            return;
        wait = reference.Overlap - 1;
        Scored++;
        var known = Probability(forecast, sign, reference.Reliability);
        chance = Math.Min(Enough, (chance + 1) * Probability(forecast, sign, 0) / known);
        turned = Math.Min(Enough, (turned + 1) * Probability(forecast, sign, -reference.Reliability) / known);
    }

    internal static bool IsStrong(Prediction forecast, double least) => Strength(forecast) >= least && Strength(forecast) > 0;

    internal static double Strength(Prediction forecast) => Math.Abs((double)forecast.Up - forecast.Down);

    internal static double Probability(Prediction forecast, int sign, double reliability)
    {
        if (sign == 0)
            return 1; // of all reliabilities the same
        var (mean, half) = (((double)forecast.Up + forecast.Down) / 2, ((double)forecast.Up - forecast.Down) / 2);
        return Math.Max(LeastProbability, mean + sign * reliability * half);
    }
}
