using Huracan.Engine.Market;

namespace Huracan.Engine.Backtest;

/// <summary>
/// The funding payments of a span of time: those of the file, and a stand-in (NaN rate) at each 8-hour boundary
/// (00, 08, 16 o'clock UTC) whose 8 hours up to and with it hold no rate.
/// </summary>
internal sealed class FundingSchedule
{
    public const long SpanMs = 8 * 3_600_000L;

    private FundingSchedule(long[] times, double[] rates)
    {
        Times = times;
        Rates = rates;
    }

    /// <summary>Ascending, ms UTC, closed by a sentinel after everything.</summary>
    public long[] Times { get; }

    public double[] Rates { get; }

    /// <summary>Payments in <c>[from, to)</c>.</summary>
    public static FundingSchedule Build(FundingSeries? funding, long from, long to)
    {
        var known = funding is null ? default : funding.Times;
        var times = new List<long>();
        var rates = new List<double>();
        var next = FirstAtOrAfter(known, from);
        for (var boundary = (from + SpanMs - 1) / SpanMs * SpanMs; boundary < to; boundary += SpanMs)
        {
            while (next < known.Length && known[next] <= boundary)
                Take(next++);
            if (next == 0 || known[next - 1] <= boundary - SpanMs)
            {
                times.Add(boundary);
                rates.Add(double.NaN);
            }
        }
        while (next < known.Length && known[next] < to)
            Take(next++);
        times.Add(long.MaxValue);
        rates.Add(double.NaN);
        return new FundingSchedule([.. times], [.. rates]);

        void Take(int index)
        {
            times.Add(funding!.Times[index]); // there is an index only where there is a series
            rates.Add(funding.Rates[index]);
        }
    }

    public static FundingSchedule None { get; } = new([long.MaxValue], [double.NaN]);

    private static int FirstAtOrAfter(ReadOnlySpan<long> times, long from)
    {
        var at = times.BinarySearch(from);
        return at < 0 ? ~at : at;
    }
}
