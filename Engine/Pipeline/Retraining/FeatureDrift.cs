using Huracan.Engine.Features;
using Huracan.Engine.Quality.Drift;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Pipeline.Retraining;

/// <summary>
/// How far the features of the newest bars differ from those of the bars before, beside how far any stretch of those differs from the
/// rest of them.
/// </summary>
/// <param name="Bars">Newest bars compared.</param>
/// <param name="Index">Their mean PSI over the features.</param>
/// <param name="Excess">PSI of the tenth of the features that differ most, as a multiple of what it usually is; see remarks.</param>
/// <param name="Windows">Windows of as many bars inside the reference, no two sharing a bar.</param>
/// <param name="AsFar">How many of these have at least such an excess against the rest of the reference.</param>
/// <param name="Feature">Name of the feature that differs most beside its usual PSI.</param>
/// <param name="FeatureIndex">Its PSI.</param>
/// <param name="FeatureUsual">Its mean PSI over all windows.</param>
/// <remarks>
/// <para>
/// Candles are autocorrelated: a few hundred of them are few observations, and their PSI is far above the thresholds of 0.1 and 0.25
/// that convention has for independent ones. So the windows say what is usual. Were the bars stationary, the newest window would be one
/// of these like any other, and <see cref="PValue"/> below α in a share α of cases at most. Windows that share bars would seem to say
/// more than they do, so the level asked for bounds the length of the window: the reference must hold 1/level of them.
/// </para>
/// <para>
/// Slow features have a great PSI in every window. A plain mean over the features would be theirs, so each PSI is divided by the
/// feature's mean over all windows, the newest among them, and the statistic is the mean of the greatest tenth, at least one.
/// </para>
/// </remarks>
public sealed record FeatureDrift(
    int Bars, double Index, double Excess, int Windows, int AsFar, string Feature, double FeatureIndex, double FeatureUsual)
{
    /// <summary>Fewest bars of a window: 5 to a cell, were its bars independent (Cochran, Biometrics 10, 1954).</summary>
    public const int MinBars = 5 * QuantileCells.Most;

    /// <summary>Most windows that are looked at; more would tell little.</summary>
    public const int MostWindows = 400;

    /// <summary>
    /// Share of windows that differ as much, the newest among them, so that it is never 0: (<see cref="AsFar"/> + 1) /
    /// (<see cref="Windows"/> + 1).
    /// </summary>
    public double PValue => (AsFar + 1.0) / (Windows + 1);

    /// <summary>
    /// Compares the newest bars with the reference: as many of <paramref name="recent"/> as the reference has 1/level windows of. Costs
    /// a sort of the reference for each feature.
    /// </summary>
    /// <param name="matrix">The features; bars before its warm-up are left out.</param>
    /// <param name="reference">Bars the model rests on.</param>
    /// <param name="recent">Bars after them.</param>
    /// <param name="level">P-value below which it counts as drift; above 0 and below 1.</param>
    /// <returns>
    /// Null where nothing can be said: fewer than <see cref="MinBars"/> recent bars, or a reference shorter than <see cref="MinBars"/>
    /// for each window that the level needs, or a level that needs more than <see cref="MostWindows"/>.
    /// </returns>
    /// <exception cref="ArgumentException">A range reaches out of the matrix, or they overlap or are not in order.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not above 0 and below 1.</exception>
    public static FeatureDrift? Of(FeatureMatrix matrix, BarRange reference, BarRange recent, double level)
    {
        if (reference.Start < 0 || reference.Length < 0 || recent.Start < reference.End || recent.Length < 0 || recent.End > matrix.Rows)
            throw new ArgumentException(
                $"Bars {recent} were compared with {reference} of {matrix.Rows}; the two must lie in the matrix, one after the other.");
        if (!(level is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "The level must lie above 0 and below 1.");
        reference = From(reference, matrix.WarmUp);
        recent = From(recent, matrix.WarmUp);
        var needed = WindowsFor(level);
        var bars = (int)Math.Min(recent.Length, reference.Length / needed);
        if (bars < MinBars || needed > MostWindows)
            return null;

        var windows = DriftWindows.Of(reference, bars, MostWindows);
        var indices = windows.Indices(matrix, new BarRange(recent.End - bars, recent.End));
        var usual = Array.ConvertAll(indices, of => of.Average());
        var excesses = Array.ConvertAll(Enumerable.Range(0, windows.Count + 1).ToArray(), w => Excesses(indices, usual, w));
        var newest = excesses[^1];
        var excess = GreatestTenth(newest);
        var most = Array.IndexOf(newest, newest.Max());
        return new FeatureDrift(
            bars, indices.Average(of => of[^1]), excess, windows.Count, excesses[..^1].Count(window => GreatestTenth(window) >= excess),
            matrix.Names[most], indices[most][^1], usual[most]);
    }

    // Fewest windows of which none differing as much is a p-value below the level.
    private static double WindowsFor(double level)
    {
        var windows = Math.Floor(1 / level);
        return 1 / (windows + 1) < level ? windows : windows + 1;
    }

    // A feature that is constant throughout differs nowhere.
    private static double[] Excesses(double[][] indices, double[] usual, int window) =>
        [.. indices.Select((of, feature) => usual[feature] > 0 ? of[window] / usual[feature] : 0)];

    private static double GreatestTenth(double[] excesses)
    {
        var count = Math.Max(1, excesses.Length / 10);
        return excesses.OrderDescending().Take(count).Sum() / count;
    }

    private static BarRange From(BarRange range, int first) => new(Math.Clamp(first, range.Start, range.End), range.End);
}
