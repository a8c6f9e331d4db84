using Huracan.Contracts;
using Huracan.Contracts.Preflight;
using Huracan.Engine.Market;

namespace Huracan.Tests.Engine.Market;

public class CoinDataTests
{
    private const long EightHours = 8 * 3_600_000L;

    private static readonly RawCandles Candles = RandomCandles.Raw(2_400, timeframe: Timeframe.H1);

    [Fact]
    public void Whole_funding_is_worth_no_word()
    {
        var data = Look(Funding(300));

        Assert.Empty(data.Series.Single().Preflight.Findings);
        Assert.Equal(300, data.Funding!.Count);
    }

    [Fact]
    public void A_finding_says_what_missing_funding_costs_a_coin()
    {
        var finding = Assert.Single(Look(null, new() { MissingFundingBps = 1.5 }).Series.Single().Preflight.Findings);

        Assert.Equal(("no_funding", FindingSeverity.Warning, 300), (finding.Code, finding.Severity, finding.Count));
        Assert.Contains("1.5 bp", finding.Message, StringComparison.Ordinal);
        Assert.Contains("cannot be ACTIVE", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Partial_funding_is_reported_as_a_share_that_is_never_rounded_up_to_all()
    {
        var half = Assert.Single(Look(Funding(150)).Series.Single().Preflight.Findings);
        Assert.Equal("part_funding", half.Code);
        Assert.Contains("cover 50%", half.Message, StringComparison.Ordinal);

        var oneMissing = Funding(300, except: 77);
        var hole = Assert.Single(Look(oneMissing).Series.Single().Preflight.Findings);
        Assert.Equal(("part_funding", 1), (hole.Code, hole.Count));
        Assert.Contains("cover 99.66%", hole.Message, StringComparison.Ordinal); // 299 of 300, and the minute of slack
    }

    [Fact]
    public void Rates_that_can_be_no_fractions_are_named()
    {
        var funding = Funding(300, rate: i => i >= 10 ? 0.0501 * (i % 2 == 0 ? 1 : -1) : 0.05);

        var finding = Assert.Single(Look(funding).Series.Single().Preflight.Findings);

        Assert.Equal(("absurd_funding", FindingSeverity.Warning, 290), (finding.Code, finding.Severity, finding.Count));
        Assert.Contains("5.01% at 2024-01-04 08:00:00Z", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_positions_pay_no_funding_none_is_missed() =>
        Assert.Empty(Look(null, new() { MissingFundingBps = null }).Series.Single().Preflight.Findings);

    [Fact]
    public void Funding_that_cannot_be_read_blocks_the_coin()
    {
        var data = CoinData.Look(new Source(null, "row 3: no number"), new PreflightOptions(), "AAAUSDT", [Timeframe.H1], default);

        Assert.Equal(PreflightVerdict.Blocked, data.Series.Single().Preflight.Verdict);
        Assert.Equal("funding_unreadable: row 3: no number", data.Series.Single().Preflight.Reason);
        Assert.Null(data.Funding);
    }

    [Fact]
    public void Timeframes_come_in_order_and_once() =>
        Assert.Equal(
            [Timeframe.H1, Timeframe.H4],
            CoinData.Look(new Source(null), new PreflightOptions(), "AAAUSDT", [Timeframe.H4, Timeframe.H1, Timeframe.H4], default).Series
                .Select(unit => unit.Unit.Timeframe));

    private static CoinData Look(FundingSeries? funding, PreflightOptions? options = null) =>
        CoinData.Look(new Source(funding), options ?? new PreflightOptions(), "AAAUSDT", [Timeframe.H1], default);

    private static FundingSeries Funding(int count, int except = -1, Func<int, double>? rate = null)
    {
        int[] events = [.. Enumerable.Range(0, count).Where(i => i != except)];
        return new FundingSeries(
            "AAAUSDT", Array.ConvertAll(events, i => RandomCandles.Start + i * EightHours),
            Array.ConvertAll(events, i => rate?.Invoke(i) ?? 1e-4));
    }

    private sealed class Source(FundingSeries? funding, string? error = null) : ICandleSource
    {
        public string Description => "memory";

        public string Vendor => "nobody";

        public IReadOnlyList<string> Coins => ["AAAUSDT"];

        public IReadOnlyList<Timeframe> TimeframesOf(string coin) => [Timeframe.H1];

        public RawCandles Load(string coin, Timeframe timeframe, CancellationToken cancellationToken) => Candles;

        public FundingSeries? LoadFunding(string coin, CancellationToken cancellationToken) =>
            error is null ? funding : throw new InputRefusedException(error);
    }
}
