using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Regimes.Evidence;
using Huracan.Hamilton.Champions;

namespace Huracan.Tests.Hamilton;

public class RegimeMemoryTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_one_close_the_regime_that_more_candles_tell_counts_and_that_of_a_report_most()
    {
        var memory = new RegimeMemory();
        memory.See(MarketRegime.Trend, At, 5_000);
        memory.See(MarketRegime.Panic, At.AddHours(1), 800);
        memory.See(MarketRegime.Range, At.AddHours(1), 700);
        memory.See(MarketRegime.Range, At.AddHours(1), 800); // of other candles, as many
        Assert.Equal((MarketRegime.Panic, At.AddHours(1)), (memory.Seen!.Regime, memory.Seen.Since));

        memory.See(MarketRegime.Trend, At.AddHours(1), 900); // what the fewer told was not so
        Assert.Equal((MarketRegime.Trend, At.AddHours(1), At), (memory.Seen.Regime, memory.Seen.At, memory.Seen.Since));
        memory.See(MarketRegime.Range, At.AddHours(1), int.MaxValue);
        memory.See(MarketRegime.Trend, At.AddHours(1), 9_000);
        memory.See(MarketRegime.Unknown, At.AddHours(2), 10);
        Assert.Equal((MarketRegime.Range, At.AddHours(1)), (memory.Seen.Regime, memory.Seen.Since));

        memory.See(MarketRegime.Range, At.AddHours(2), 10); // of a later close
        Assert.Equal((At.AddHours(2), At.AddHours(1)), (memory.Seen.At, memory.Seen.Since));
    }

    [Fact]
    public void A_regime_is_closed_since_the_first_verdicts_in_a_row_that_do_not_enable_it()
    {
        var own = new JudgedRegimes(Verdicts(MarketRegime.Trend), new RegimeFilter(Verdicts(MarketRegime.Trend)), At);
        var memory = new RegimeMemory();
        Assert.Equal((null, At), (memory.ClosedSince(MarketRegime.Trend, own), memory.ClosedSince(MarketRegime.Panic, own)));

        memory.Judge(Verdicts(MarketRegime.Range), At.AddDays(1));
        memory.Judge(Verdicts(MarketRegime.Range), At.AddDays(2));
        Assert.Equal(At.AddDays(1), memory.ClosedSince(MarketRegime.Trend, own));
        Assert.Equal(At, memory.ClosedSince(MarketRegime.Panic, own));
        Assert.Null(memory.ClosedSince(MarketRegime.Range, own));

        memory.Judge(Verdicts(MarketRegime.Trend), At.AddDays(3));
        memory.Judge(Verdicts(MarketRegime.Panic), At.AddDays(4));
        memory.Judge(Verdicts(MarketRegime.Range), At.AddDays(2)); // older ones, which change nothing
        Assert.Equal(
            (At.AddDays(4), At.AddDays(3), null), (
                memory.ClosedSince(MarketRegime.Trend, own), memory.ClosedSince(MarketRegime.Range, own),
                memory.ClosedSince(MarketRegime.Panic, own)));
    }

    private static RegimeVerdict[] Verdicts(MarketRegime enabled) =>
        [.. Enum.GetValues<MarketRegime>().Select(one => new RegimeVerdict(one, one == enabled, 2.1, 3, 45, 20, "2.1 ± 3.0 bps"))];
}
