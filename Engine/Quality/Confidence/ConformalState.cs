using System.Text.Json.Serialization;

namespace Huracan.Engine.Quality.Confidence;

/// <summary>What an <see cref="AdaptiveConformal"/> goes on from.</summary>
/// <param name="Level">Coverage aimed at, between 0 and 1.</param>
/// <param name="Rate">Step of the adaptation, γ; 0 does not adapt.</param>
/// <param name="Alpha">Share of misses that the next interval is made for, α_t; below 0 or above 1 after many misses or none.</param>
/// <param name="Scores">The newest scores in order of time.</param>
public sealed record ConformalState(double Level, double Rate, double Alpha, IReadOnlyList<double> Scores)
{
    /// <summary>Coverage of the pipeline's intervals.</summary>
    public const double DefaultLevel = 0.9;

    /// <summary>Step of the adaptation, as in the paper's examples.</summary>
    public const double DefaultRate = 0.005;

    /// <summary>Most scores kept.</summary>
    public const int MostScores = 1_000;

    internal const string Rule =
        "have a level between 0 and 1, a rate in [0, 1], a finite alpha and at most 1000 finite scores, of 0 or more but for quantiles";

    /// <summary>Whether the scores are of spans between quantiles, and may lie below 0.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OfQuantiles { get; init; }

    /// <summary>Begins from the scores of a calibration block, of which it keeps the newest.</summary>
    /// <param name="scores">Scores in order of time.</param>
    /// <param name="level">Coverage aimed at.</param>
    /// <param name="rate">Step of the adaptation.</param>
    public static ConformalState Of(IReadOnlyList<double> scores, double level = DefaultLevel, double rate = DefaultRate) =>
        new(level, rate, 1 - level, [.. scores.Skip(scores.Count - MostScores)]);

    /// <summary>Whether outcomes can have taught it.</summary>
    internal bool IsPossible() =>
        Level is > 0 and < 1 && Rate is >= 0 and <= 1 && double.IsFinite(Alpha)
        && Scores is { Count: <= MostScores } && Scores.All(score => double.IsFinite(score) && (OfQuantiles || score >= 0));
}
