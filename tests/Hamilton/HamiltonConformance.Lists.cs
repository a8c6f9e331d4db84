using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Champions;
using Huracan.Contracts.Hamilton;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Quality;
using Huracan.Storage.Bundles;

namespace Huracan.Tests.Hamilton;

public abstract partial class HamiltonConformance
{
    private const string RunId = "20260201T063000Z-0123abcd";

    [HamiltonFact]
    public async Task The_ranking_begins_with_what_may_be_traded_then_goes_by_score_and_net_edge()
    {
        var late = TestMarket.End.AddDays(-1);
        foreach (var champion in new[]
        {
            Champion("AAAUSDT", Timeframe.H1, 4, edge: 3, score: 80),
            Champion("BBBUSDT", Timeframe.H1, 4, edge: 9, score: 80),
            Champion("CCCUSDT", Timeframe.H1, 4, edge: 1, score: 91),
            Champion("DDDUSDT", Timeframe.H1, 4, edge: 50, score: 99, action: GateAction.Warmup),
            Champion("EEEUSDT", Timeframe.M15, 4, edge: 70, score: 98, expires: late),
            Champion("FFFUSDT", Timeframe.H1, 4, edge: double.NaN, score: 80),
            Champion("GGGUSDT", Timeframe.H1, 4, edge: 2, score: 55, action: GateAction.Caution),
        })
            Folder.Promote(champion);

        var rows = await (await HamiltonAsync()).GetRankingAsync();

        Assert.Equal(["CCC", "BBB", "AAA", "FFF", "GGG", "DDD", "EEE"], rows.Select(row => row.Coin[..3]));
        Assert.Equal(Enumerable.Range(1, 7), rows.Select(row => row.Rank));
        Assert.Equal([true, true, true, true, true, false, false], rows.Select(row => row.IsTradable));
        Assert.Equal((9, 80, GateAction.Active, 0), (rows[1].NetEdgeBps, rows[1].Score, rows[1].Action, rows[1].ConfidenceThreshold));
        Assert.Equal((Timeframe.M15, "1h", 4, late), (rows[6].Timeframe, rows[6].Horizon, rows[6].Bars, rows[6].Expires));
        var bundle = Folder.Store.Open(new ChampionKey(new("AAAUSDT", Timeframe.H1), 4));
        var result = HuracanJson.Deserialize<UnitReport>(bundle.Read(BundleNames.UnitReport), "unit.json").Result;
        Assert.NotNull(result.Regime);
        Assert.True(result.CapacityQuote >= 0, $"{result.CapacityQuote}");
        Assert.All(rows, row => Assert.Equal((result.Regime, result.CapacityQuote), (row.Regime, row.Capacity)));
        Assert.All(rows, row => Assert.Null(row.EnabledRegimes)); // their bundles, as those of before, have no verdicts
    }

    [HamiltonFact]
    public async Task The_ranking_carries_the_evidence_of_the_promotion()
    {
        var evidence = new PromotionEvidence("PROMOTE", 120, 25.5, 20, 0.05, "the e-value is above the threshold", "v1");
        Folder.Promote(ChampionFolder.Bundle("v2", change: manifest => manifest with { Promotion = evidence }));

        var row = Assert.Single(await (await HamiltonAsync()).GetRankingAsync());

        Assert.Equal((evidence, "v2", "xgboost"), (row.Promotion, row.Version, row.Family));
        Assert.Equal(Folder.Store.Open(ChampionFolder.Key).Manifest.Parts.Shadow.To, row.AsOf);
    }

    [HamiltonFact]
    public async Task Champions_that_may_not_trade_are_in_the_do_not_trade_list()
    {
        Folder.Promote(Champion("AAAUSDT", Timeframe.H1, 4));
        Folder.Promote(Champion("BBBUSDT", Timeframe.H1, 4, score: 55, action: GateAction.Caution));
        Folder.Promote(Champion("CCCUSDT", Timeframe.H1, 4, score: 71, action: GateAction.Warmup));
        Folder.Promote(Champion("DDDUSDT", Timeframe.H1, 4, score: 12, action: GateAction.NoTrade, expires: TestMarket.End.AddDays(-1)));

        var rows = await (await HamiltonAsync()).GetDoNotTradeAsync();

        Assert.Equal(
            [
                ("CCCUSDT", BlockedUnit.PaperOnly, 71.0, QualityTiers.HighFrom),
                ("DDDUSDT", BlockedUnit.LowScore, 12.0, QualityTiers.LowFrom),
            ],
            rows.Where(row => row.Rule != BlockedUnit.Expired).Select(row => (row.Coin, row.Rule, row.Value!.Value, row.Threshold!.Value)));
        Assert.Equal(["CCCUSDT", "DDDUSDT", "DDDUSDT"], rows.Select(row => row.Coin));
        Assert.All(rows, row => Assert.True(row.Remedy.Length > 0 && row.Reason.Length > 0 && row.Since is not null));
    }

    [HamiltonFact]
    public async Task What_the_factorys_newest_run_left_out_or_did_not_promote_is_in_the_do_not_trade_list()
    {
        Folder.Promote(Champion("SIM001USDT", Timeframe.H1, 4));
        Folder.Report(Report("20260101T000000Z-0123abcd") with { Excluded = [new("OLDUSDT", 9, 1, 0, "data: it has no candles")] });
        Folder.Report(Report(RunId) with
        {
            Excluded =
            [
                new JudgedCoin("DEADUSDT", 900, 1_234, 0, "min_liquidity_gbp: 1,234 pounds a day are traded; 5,000 are needed")
                {
                    Value = 1_234,
                    Limit = 5_000,
                },
            ],
            Units =
            [
                new("SIM001USDT", Timeframe.H1, GateAction.Active, "promoted", "the evidence is enough", 4, "v1", null),
                new("SIM001USDT", Timeframe.H4, GateAction.Active, "dismissed", "it waited too long", 6, null, null),
                new("SIM001USDT", Timeframe.H4, GateAction.Active, "not_contended", "another one waits", 6, null, null),
                new("SIM001USDT", Timeframe.H4, GateAction.Active, "waiting", "the evidence is 3", 6, null, Evidence(3)),
                new("XRPUSDT", Timeframe.M15, null, "skipped", "it has too few candles", null, null, null),
                new("ZECUSDT", Timeframe.H1, GateAction.NoTrade, "not_active", "score 30.0: not tradable", 4, null, null)
                {
                    FailedCheck = new GateCheck("score", 30, 75),
                    Shortfall = "its p-value is 0.300",
                },
            ],
        });

        var rows = await (await HamiltonAsync()).GetDoNotTradeAsync();

        var since = new DateTimeOffset(2026, 2, 1, 6, 30, 0, TimeSpan.Zero);
        Assert.Equal(
            [
                ("DEADUSDT", (Timeframe?)null, (string?)null, "min_liquidity_gbp", (double?)1_234, (double?)5_000),
                ("SIM001USDT", Timeframe.H4, "1d", BlockedUnit.NoChampion, 3, 20),
                ("XRPUSDT", Timeframe.M15, null, BlockedUnit.NoChampion, null, null),
                ("ZECUSDT", Timeframe.H1, "4h", BlockedUnit.LowScore, 30, 75),
            ],
            rows.Select(row => (row.Coin, row.Timeframe, row.Horizon, row.Rule, row.Value, row.Threshold)));
        Assert.Equal("1,234 pounds a day are traded; 5,000 are needed", rows[0].Reason);
        Assert.Equal("skipped: it has too few candles", rows[2].Reason);
        Assert.Equal("not_active: score 30.0: not tradable; for ACTIVE also: its p-value is 0.300", rows[3].Reason);
        Assert.All(rows, row => Assert.Equal(since, row.Since));
    }

    [HamiltonFact]
    public async Task Units_that_the_factorys_newest_run_does_not_have_are_as_the_run_before_left_them()
    {
        Folder.Report(Report("20251201T000000Z-0123abcd") with { Units = [Skipped("TOOUSDT", "it is too long ago")] });
        Folder.Report(Report("20260130T000000Z-0123abcd") with
        {
            Units = [Skipped("OLDUSDT", "its candles end"), Skipped("XRPUSDT", "it had too few candles"), Skipped("ADAUSDT", "it has few")],
        });
        Folder.Report(Report(RunId) with
        {
            Excluded = [new("OLDUSDT", 9, 1, 0, "delisted: it is no longer traded")],
            Units = [Skipped("XRPUSDT", "it has too few candles"), Skipped("XRPUSDT", "the other horizon too") with { Horizon = 4 }],
        });

        var rows = await (await HamiltonAsync()).GetDoNotTradeAsync();

        Assert.Equal(
            [
                ("ADAUSDT", BlockedUnit.NoChampion, "skipped: it has few", 30), ("OLDUSDT", "delisted", "it is no longer traded", 1),
                ("XRPUSDT", BlockedUnit.NoChampion, "skipped: it has too few candles", 30),
                ("XRPUSDT", BlockedUnit.NoChampion, "skipped: the other horizon too", 30),
            ],
            rows.Select(row => (row.Coin, row.Rule, row.Reason, row.Since!.Value.Day)));
    }

    [HamiltonFact]
    public async Task What_several_runs_found_in_a_row_is_so_since_the_first_of_them()
    {
        JudgedCoin thin = new("THINUSDT", 90, 1, 0, "min_liquidity_gbp: 1 pound"), back = thin with { Coin = "BACKUSDT" };
        JudgedCoin old = thin with { Coin = "OLDUSDT" };
        var xrp = Skipped("XRPUSDT", "NO_TRADE") with { Outcome = "not_active", Horizon = 4 };
        var had = xrp with { Coin = "ADAUSDT" };
        Folder.Report(Report("20251225T000000Z-0123abcd") with { Excluded = [thin], Units = [xrp] }); // too long ago
        Folder.Report(Report("20260110T000000Z-0123abcd") with { Excluded = [thin, back, old], Units = [xrp, had] });
        Folder.Report(Report("20260115T000000Z-0123abcd") with
        {
            Coins = [back with { Reason = null }],
            Excluded = [thin, old with { Reason = "data: a gap" }],
            Units = [xrp with { Horizon = 8, Champion = "v1" }, had with { Champion = "v1" }],
        });
        Folder.Report(Report("20260120T000000Z-0123abcd") with
        {
            Excluded = [back, old],
            Units = [xrp with { Horizon = null, Outcome = "failed" }, had],
        });
        Folder.Report(Report(RunId) with { Excluded = [thin, back, old], Units = [xrp with { Outcome = "waiting" }] });

        var rows = await (await HamiltonAsync()).GetDoNotTradeAsync();

        Assert.Equal(
            [
                ("ADAUSDT", BlockedUnit.NoChampion, "01-20"), // it had one on the 15th
                ("BACKUSDT", "min_liquidity_gbp", "01-20"), // it passed on the 15th
                ("OLDUSDT", "min_liquidity_gbp", "01-20"), // another rule on the 15th
                ("THINUSDT", "min_liquidity_gbp", "01-10"), // the run of the 20th did not look at it
                ("XRPUSDT", BlockedUnit.NoChampion, "01-10"), // the champion was of another horizon
            ],
            rows.Select(row => (row.Coin, row.Rule, $"{row.Since:MM-dd}")));
    }

    private static FactoryUnit Skipped(string coin, string reason) => new(coin, Timeframe.H1, null, "skipped", reason, null, null, null);

    private static FactoryReport Report(string runId) => new(runId, "test", [], [], [], new Dictionary<string, int>());

    private static PromotionReport Evidence(double evidence) => new()
    {
        Verdict = PromotionVerdict.Wait,
        Reason = "the evidence is not enough yet",
        Bars = 100,
        Days = 10,
        Alpha = 0.05,
        Challengers = 1,
        Threshold = 20,
        Evidence = evidence,
        HighestEvidence = evidence,
        Profit = new EvidenceLevels(evidence, evidence, 0, 0),
        Forecasts = new EvidenceLevels(evidence, evidence, 0, 0),
        ChampionSharpe = 0,
        ChallengerSharpe = 1,
        Guards = [],
    };
}
