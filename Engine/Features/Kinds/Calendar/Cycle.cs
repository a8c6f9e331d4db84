using System.Numerics;

namespace Huracan.Engine.Features.Kinds.Calendar;

/// <summary>
/// Sine or cosine of the open time's phase in a cycle of <c>hours</c> hours, UTC, that starts on Monday 00:00: 24 for the day, 168 for the
/// week, 8 for the funding interval. A cycle no longer than the timeframe gives a constant.
/// </summary>
[FeatureKind("cycle")]
internal sealed class Cycle(FeatureParameters parameters) : IFeature
{
    private const long MondayShift = 3 * 86_400_000L; // the Unix epoch was a Thursday
    private readonly long cycle = parameters.Integer("hours", 24, 1, 8760) * 3_600_000L;
    private readonly bool sine = parameters.Choice("wave", "sin", "cos") == "sin";

    public int WarmUp => 0;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var times = input.Candles.OpenTimes;
        var step = input.Candles.Timeframe.Milliseconds;
        // bars until the phases repeat
        var turn = (int)Math.Min(destination.Length, cycle / (long)BigInteger.GreatestCommonDivisor(cycle, step));
        for (var t = 0; t < turn; t++)
        {
            var angle = 2 * Math.PI * ((times[t] + MondayShift) % cycle) / cycle;
            destination[t] = sine ? Math.Sin(angle) : Math.Cos(angle);
        }
        for (var t = turn; t < destination.Length; t += turn)
        {
            var length = Math.Min(turn, destination.Length - t);
            destination[..length].CopyTo(destination[t..]);
        }
    }
}
