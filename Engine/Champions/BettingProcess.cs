using System.Text.Json.Serialization;
using Huracan.Contracts.Champions;

namespace Huracan.Engine.Champions;

/// <summary>
/// Wealth that bets on the sign of a sequence's mean: an e-process. With x the value over its <see cref="TrailingScale"/>, known before,
/// a bet λ makes of a wealth W the wealth W·max(0.05, 1 + λ·min(x, 4)). Two bets, 0.08 and 0.2, start with half the capital each, and
/// their sum is the evidence. If x, with wins and losses cut like this, is never expected to be above 0 when its bet is made, that wealth
/// is a supermartingale, and by Ville's inequality ever reaches 1/α with probability α at most, however often one looks.
/// <para>Wins are cut at four scales and losses where 95 % are lost: at 4.75 scales for the bold bet and 11.9 for the careful one. So where
/// the tails are symmetric, more is cut from wins than from losses, and the claim holds for the mean itself. Cutting both at four, as a
/// value in [-1, 1] would have it, hides more of rare crashes.</para>
/// <para>A bet of λ is at its best about 2·ln(1/α)/λ² days after the start. With these two, a level of 40 asks for a sum of days of 3.0 to
/// 3.3 standard deviations anywhere between three months and ten years, where one look at a fixed day asks for 1.6. More bets, for more
/// times, would each take a part of the capital.</para>
/// Sources: Waudby-Smith and Ramdas, "Estimating means of bounded random variables by betting", J. Royal Statistical Society B 86(1),
/// 2024; Ville, 1939. Formula F8.
/// </summary>
/// <param name="Scale">Scale of the values so far.</param>
/// <param name="Better">Wealth of each bet on a mean above 0.</param>
/// <param name="Worse">Wealth of each bet on a mean below 0.</param>
/// <param name="HighestBetter">Highest mean of <paramref name="Better"/> so far.</param>
/// <param name="HighestWorse">Highest mean of <paramref name="Worse"/> so far.</param>
public sealed record BettingProcess(
    TrailingScale Scale, IReadOnlyList<double> Better, IReadOnlyList<double> Worse, double HighestBetter, double HighestWorse)
{
    /// <summary>Values that only set the scale, before the first bet.</summary>
    public const int Warmup = 10;

    /// <summary>What a bet keeps at least; an open bet counts with it.</summary>
    public const double Least = 0.05;

    private const double HighestWin = 4;

    // Evidence beyond it says nothing more, and wealth stays finite.
    private const double Enough = 1e100;

    private static readonly double[] Bets = [0.08, 0.2];

    /// <summary>Before the first value.</summary>
    public static BettingProcess Start { get; } = new(default, [1, 1], [1, 1], 1, 1);

    /// <summary>The e-values now and at their highest.</summary>
    [JsonIgnore]
    public EvidenceLevels Levels => new(Mean(Better), HighestBetter, Mean(Worse), HighestWorse);

    /// <summary>The process after one more value; one whose scale is not known yet is not bet on.</summary>
    /// <param name="value">Finite; above 0 speaks for the challenger.</param>
    public BettingProcess Add(double value)
    {
        var scale = Scale.Value;
        if (Scale.Count < Warmup || !(scale > 0))
            return this with { Scale = Scale.Add(value) };
        var (better, worse) = (Play(Better, value / scale), Play(Worse, -value / scale));
        return new BettingProcess(
            Scale.Add(value), better, worse, Math.Max(HighestBetter, Mean(better)), Math.Max(HighestWorse, Mean(worse)));
    }

    private static double[] Play(IReadOnlyList<double> wealth, double x)
    {
        var after = new double[Bets.Length];
        for (var i = 0; i < after.Length; i++)
            after[i] = Math.Min(Enough, wealth[i] * Math.Max(Least, 1 + Bets[i] * Math.Min(x, HighestWin)));
        return after;
    }

    private static double Mean(IReadOnlyList<double> wealth) => (wealth[0] + wealth[1]) / 2;
}
