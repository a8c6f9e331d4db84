using System.Text;
using Huracan.Contracts;
using Huracan.Contracts.Preflight;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Reports;

namespace Huracan.Tests.Engine.Reports;

public class RunPageTests
{
    private static readonly UnitResult Earns = Scored("GOODUSDT", GateAction.Active, 80, 12, 3) with { Regime = MarketRegime.Trend };
    private static readonly UnitResult Loses = Scored("BADUSDT", GateAction.NoTrade, 20, -9, 2);
    private static readonly UnitResult Idle = Scored("IDLEUSDT", GateAction.NoTrade, 30, double.NaN, double.NaN);
    private static readonly UnitResult Dead = new("DEADUSDT", Timeframe.H1, UnitStatus.Skipped, "dead_coin: <no> volume", "Leave it out.");

    [Fact]
    public void Units_stand_in_order_with_edges_regimes_data_and_what_was_left_out()
    {
        var page = Page([Loses, Idle, Earns, Dead]);

        Assert.True(
            page.IndexOf("GOODUSDT/1h", StringComparison.Ordinal) < page.IndexOf("IDLEUSDT/1h", StringComparison.Ordinal)
            && page.IndexOf("IDLEUSDT/1h", StringComparison.Ordinal) < page.IndexOf("BADUSDT/1h", StringComparison.Ordinal));
        Assert.Contains("4 units of a test: 3 scored (2 NO_TRADE, 1 ACTIVE), 1 skipped, 0 failed.", page, StringComparison.Ordinal);
        Assert.Contains("dead_coin: &lt;no&gt; volume", page, StringComparison.Ordinal);
        Assert.Contains("trend 25", page, StringComparison.Ordinal);
        Assert.Contains("gap_filled: 3; outlier: 1", page, StringComparison.Ordinal);
        Assert.Contains("<td>binance futures</td>", page, StringComparison.Ordinal);
        Assert.Contains(
            "binance spot, above 0.5%: 9 of 90 closes (10.00 %) differ, at most by 2.00 % at 1970-01-01 00:00Z; "
                + "2 bars only here, 1 only there",
            page, StringComparison.Ordinal);
        // Edges that two errors do not bring over zero are coloured by their side; a unit without trades has none.
        Assert.Equal(2, Count(page, "<circle"));
        Assert.Contains("r=\"3.5\" fill=\"#4c9f70\"", page, StringComparison.Ordinal);
        Assert.Contains("r=\"3.5\" fill=\"#d1495b\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void It_needs_no_other_file_and_is_twice_the_same()
    {
        var page = Page([Earns, Loses]);

        Assert.Equal(page, Page([Earns, Loses]));
        foreach (var reference in new[] { " src=", "<script", "url(" })
            Assert.DoesNotContain(reference, page, StringComparison.Ordinal);
        Assert.Equal(2, Count(page, " href=")); // to the units' pages, which lie beside it
        Assert.Contains("<a href=\"GOODUSDT/1h/report.html\">GOODUSDT/1h</a>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Returns_are_in_percent_capacities_have_a_currency_and_what_is_missing_and_left_out_is_told()
    {
        var page = Page([
            Earns with
            {
                CapacityQuote = 12_345.6,
                Evidence = new TestEvidence(
                    DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(9), 9, 0, 0, 3, "a test", "hash", 1),
                Verdict = new EvidenceVerdict(4, 0, 0.5, 0.3, 0.3, 2, "its p-value is 0.300"),
            },
        ]);

        Assert.Contains("<td>1970-01-01</td><td>1970-01-10</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td>0.120 %</td><td>12.0</td>", page, StringComparison.Ordinal); // 12 bp a trade
        Assert.Contains("<td>12,346 USDT</td>", page, StringComparison.Ordinal);
        Assert.Contains("as it is; for ACTIVE also: its p-value is 0.300", page, StringComparison.Ordinal);
        Assert.Contains("min_liquidity_gbp: 3 pounds a day", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_without_a_model_has_a_page_too()
    {
        var page = Page([Dead]);

        Assert.Contains("0 scored (none), 1 skipped", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg", page, StringComparison.Ordinal);
    }

    private static string Page(UnitResult[] units)
    {
        var actions = units.Where(unit => unit.Action is not null).GroupBy(unit => unit.Action!.Value).OrderBy(group => group.Key)
            .ToDictionary(group => group.Key.Text(), group => group.Count());
        var done = units.Count(unit => unit.Status == UnitStatus.Done);
        var summary = new RunSummary("20260101T000000Z-00000000", "v1", "a test", 7, done, units.Length - done, 0, actions, units);
        long[] times = [.. Enumerable.Range(0, 8).Select(hour => hour * 3_600_000L)];
        MarketRegime[] regimes =
        [
            MarketRegime.Trend, MarketRegime.Trend, .. Enumerable.Repeat(MarketRegime.Range, 4), MarketRegime.Panic, MarketRegime.Panic,
        ];
        var integrity = new IntegrityReport(
            "GOODUSDT", null,
            [
                new SeriesIntegrity(
                    "1h", "memory", null, 100, 99, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(4), 3, 0.5,
                    PreflightVerdict.FixedAndOk,
                    [new("gap_filled", FindingSeverity.Warning, 3, "three"), new("outlier", FindingSeverity.Warning, 1, "one")])
                {
                    Vendor = "binance futures",
                    Comparison = new SeriesComparison("binance spot", 0.005, 90, 2, 1, 9, null, 0.02, DateTimeOffset.UnixEpoch),
                },
            ]);
        return Encoding.UTF8.GetString(RunPage.Render(
            summary, new Dictionary<UnitId, UnitReport>(),
            units.Where(unit => unit.Action is not null).ToDictionary(unit => unit.Unit, _ => (times, regimes)), [integrity],
            [new JudgedCoin("THINUSDT", 90, 3, 0, "min_liquidity_gbp: 3 pounds a day")], unit => $"{unit}/report.html"));
    }

    private static UnitResult Scored(string coin, GateAction action, double score, double edge, double error) =>
        new(coin, Timeframe.H1, UnitStatus.Done, "as it is", "")
        {
            Action = action,
            Score = score,
            Tier = QualityTier.Low,
            Family = "xgboost",
            Horizon = 4,
            NetEdgeBps = edge,
            NetEdgeError = error,
        };

    private static int Count(string page, string text) => page.Split(text).Length - 1;
}
