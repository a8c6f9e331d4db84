using System.Globalization;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Pipeline.Scoring;

/// <summary>
/// Recognises bars by their prices, so that another path to the same candles, or a copy of them, is no other market. The marks lie on a
/// grid of time, the same for every window, so that windows that overlap by 64 bars share some.
/// </summary>
public static class BarMarks
{
    private const int Grid = 64; // bars
    private const int Digits = 8;

    /// <summary>The marks of a part.</summary>
    /// <param name="candles">The candles.</param>
    /// <param name="part">The bars.</param>
    /// <returns>Eight hexadecimal digits for each bar of the grid, one after the other.</returns>
    public static string Of(CandleSeries candles, BarRange part) => string.Concat(
        Enumerable.Range(part.Start, part.Length)
            .Where(bar => candles.OpenTimes[bar] / candles.Timeframe.Milliseconds % Grid == 0)
            .Select(bar => StageRunner.HashOf(
                [string.Create(
                    CultureInfo.InvariantCulture,
                    $"{candles.OpenTimes[bar]} {candles.Open[bar]:R} {candles.High[bar]:R} {candles.Low[bar]:R} {candles.Close[bar]:R}")])
                [..Digits]));

    /// <summary>Whether two parts have bars in common; true where one has no marks, as nothing says that it has not.</summary>
    /// <param name="one">Marks of one part.</param>
    /// <param name="other">Marks of the other.</param>
    public static bool MayOverlap(string one, string other) =>
        one.Length == 0 || other.Length == 0 || Split(one).Intersect(Split(other), StringComparer.Ordinal).Any();

    private static IEnumerable<string> Split(string marks) => marks.Chunk(Digits).Select(mark => new string(mark));
}
