using System.Globalization;
using Huracan.Contracts;
using Huracan.Contracts.Preflight;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using static Huracan.Engine.Reports.PageWriter;

namespace Huracan.Engine.Reports;

/// <summary>
/// <c>report.html</c> of a run: its units in order, what they earn, their regimes, their data, and why others have no model.
/// </summary>
public static class RunPage
{
    /// <summary>The page as UTF-8.</summary>
    /// <param name="summary">How every unit ended, judged together.</param>
    /// <param name="reports">The report of each scored unit.</param>
    /// <param name="regimes">Open times and regimes of the test part of scored units.</param>
    /// <param name="integrity">What is known of each coin's data.</param>
    /// <param name="excluded">Coins that the factory's universe left out.</param>
    /// <param name="link">Address of a scored unit's page, by its name.</param>
    public static byte[] Render(
        RunSummary summary, IReadOnlyDictionary<UnitId, UnitReport> reports,
        IReadOnlyDictionary<UnitId, (long[] Times, MarketRegime[] Regimes)> regimes, IReadOnlyList<IntegrityReport> integrity,
        IReadOnlyList<JudgedCoin> excluded, Func<string, string> link)
    {
        var page = new PageWriter($"Run {summary.RunId}");
        var actions = summary.Actions.Count == 0 ? "none" : string.Join(", ", summary.Actions.Select(pair => $"{pair.Value} {pair.Key}"));
        page.Paragraph(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{summary.Units.Count} units of {summary.Source}: {summary.Done} scored ({actions}), {summary.Skipped} skipped, "
                    + $"{summary.Failed} failed. Version {summary.Version}, seed {summary.Seed}."),
            "action");
        UnitResult[] scored =
        [
            .. summary.Units.Where(unit => unit.Status == UnitStatus.Done && unit.Action is not null)
                .OrderByDescending(unit => unit.Action).ThenByDescending(unit => unit.Score)
                .ThenBy(unit => unit.Coin, StringComparer.Ordinal).ThenBy(unit => unit.Timeframe),
        ];
        if (scored.Length > 0)
            Scored(page, scored, reports, regimes, link);
        var others = summary.Units.Where(unit => unit.Status != UnitStatus.Done).ToArray();
        if (others.Length > 0)
            page.Table("Units without a model", ["unit", "status", "reason", "remedy"], others.Select(unit => new[]
            {
                $"{unit.Unit}", SettingText.Of(unit.Status), unit.Reason, unit.Remedy,
            }));
        if (excluded.Count > 0)
            page.Table("Coins that the universe leaves out", ["coin", "days", "GBP a day", "reason"], excluded.Select(coin => new[]
            {
                coin.Coin, Number(coin.HistoryDays, "N0"), Number(coin.LiquidityGbp, "N0"), coin.Reason ?? "–",
            }));
        Data(page, integrity);
        return page.End();
    }

    private static void Scored(
        PageWriter page, UnitResult[] scored, IReadOnlyDictionary<UnitId, UnitReport> reports,
        IReadOnlyDictionary<UnitId, (long[] Times, MarketRegime[] Regimes)> regimes, Func<string, string> link)
    {
        page.Table(
            "Scored units on their test parts, after all costs",
            [
                "unit", "action", "score", "tier", "model", "test from", "to", "net return", "trades", "per trade", "net bp", "s.e.",
                "Sharpe", "PSR", "deflated", "p, adjusted", "capacity of a trade", "regime", "why",
            ],
            scored.Select(unit => new[]
            {
                $"{unit.Unit}", unit.Action!.Value.Text(), Number(unit.Score, "F1"), unit.Tier?.Text() ?? "–",
                $"{unit.Family} h{unit.Horizon}", Day(unit.Evidence?.From), Day(unit.Evidence?.To),
                Number(Chosen(unit, reports)?.Trading.Trading.NetReturn, "P2"), Number(unit.Trades, "F0"), Percent(unit.NetEdgeBps),
                Number(unit.NetEdgeBps, "F1"), Number(unit.NetEdgeError, "F1"), Number(unit.Sharpe, "F2"),
                Number(unit.ProbabilisticSharpe, "F3"), Number(unit.DeflatedSharpe, "F3"),
                Number(unit.Verdict?.AdjustedPValue, "F3"), Capacity(unit.CapacityQuote, unit.Coin),
                unit.Regime is { } regime ? SettingText.Of(regime) : "–", ReasonText.With(unit.Reason, unit.Verdict?.Shortfall),
            }),
            link);
        var drawn = scored.Where(EdgeChart.Has).ToArray();
        if (drawn.Length > 0)
            page.Svg(EdgeChart.Render(drawn));

        page.Table(
            "What a trade of the chosen model brings and costs, basis points",
            ["unit", "entry", "trades", "filled", "gross", "fees", "spread", "slippage", "impact", "funding", "net", "s.e."],
            scored.SelectMany(unit => Costs(unit, Chosen(unit, reports)?.Edge)));

        var rows = scored.Where(unit => regimes.ContainsKey(unit.Unit))
            .Select(unit => ($"{unit.Unit}", regimes[unit.Unit].Times, regimes[unit.Unit].Regimes))
            .Where(row => row.Times.Length > 0)
            .ToArray();
        if (rows.Length == 0)
            return;
        page.Heading("Regime map of the test parts");
        page.Svg(RegimeMap.Render(rows));
        page.Table("Share of the bars", ["unit", "regimes"], rows.Select(row => new[] { row.Item1, RegimeMap.Shares(row.Regimes) }));
    }

    private static CandidateReport? Chosen(UnitResult unit, IReadOnlyDictionary<UnitId, UnitReport> reports) =>
        reports.GetValueOrDefault(unit.Unit)?.Candidates.FirstOrDefault(one => one.Family == unit.Family && one.Horizon == unit.Horizon);

    private static string Day(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "–";

    private static IEnumerable<string[]> Costs(UnitResult unit, EdgeReport? edge)
    {
        if (edge is null)
            yield break;
        foreach (var (name, entry) in new[] { ("taker", edge.Taker), ("maker", edge.Maker) })
        {
            var figures = entry.Total;
            yield return
            [
                $"{unit.Unit}", name, Number(figures.Trades, "F0"), Number(entry.FillShare, "P0"),
                .. new[] { figures.Gross, figures.Fees, figures.Spread, figures.Slippage, figures.Impact, figures.Funding, figures.Net }
                    .Select(part => Number(part.Bps, "F1")),
                Number(figures.Net.StandardError, "F1"),
            ];
        }
    }

    private static void Data(PageWriter page, IReadOnlyList<IntegrityReport> integrity) => page.Table(
        "Data", ["series", "vendor", "verdict", "candles", "from", "to", "marked", "funding known", "compared with", "findings"],
        integrity.SelectMany(coin => coin.Series.Select(series => new[]
        {
            $"{coin.Coin}/{series.Timeframe}", series.Vendor ?? "–", SettingText.Of(series.Verdict), Number(series.Rows, "N0"),
            $"{series.First:yyyy-MM-dd}", $"{series.Last:yyyy-MM-dd}", Number(series.Marked, "N0"),
            Number(series.FundingCoverage, "P0"), series.Comparison is { } comparison ? ComparisonText.WithVendor(comparison) : "–",
            series.Findings.Count == 0
                ? "none"
                : string.Join("; ", series.Findings.Select(finding => string.Create(
                    CultureInfo.InvariantCulture, $"{finding.Code}: {finding.Count}"))),
        })));
}
