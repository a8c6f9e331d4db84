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
    public static byte[] Render(
        RunSummary summary, IReadOnlyDictionary<UnitId, UnitReport> reports,
        IReadOnlyDictionary<UnitId, (long[] Times, MarketRegime[] Regimes)> regimes, IReadOnlyList<IntegrityReport> integrity)
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
            Scored(page, scored, reports, regimes);
        var others = summary.Units.Where(unit => unit.Status != UnitStatus.Done).ToArray();
        if (others.Length > 0)
            page.Table("Units without a model", ["unit", "status", "reason", "remedy"], others.Select(unit => new[]
            {
                $"{unit.Unit}", SettingText.Of(unit.Status), unit.Reason, unit.Remedy,
            }));
        Data(page, integrity);
        return page.End();
    }

    private static void Scored(
        PageWriter page, UnitResult[] scored, IReadOnlyDictionary<UnitId, UnitReport> reports,
        IReadOnlyDictionary<UnitId, (long[] Times, MarketRegime[] Regimes)> regimes)
    {
        page.Table(
            "Scored units on their test parts, after all costs",
            [
                "unit", "action", "score", "tier", "model", "trades", "Sharpe", "PSR", "deflated", "p, adjusted", "net bp", "s.e.",
                "capacity", "regime", "why",
            ],
            scored.Select(unit => new[]
            {
                $"{unit.Unit}", unit.Action!.Value.Text(), Number(unit.Score, "F1"), unit.Tier?.Text() ?? "–",
                $"{unit.Family} h{unit.Horizon}", Number(unit.Trades, "F0"), Number(unit.Sharpe, "F2"),
                Number(unit.ProbabilisticSharpe, "F3"), Number(unit.DeflatedSharpe, "F3"),
                Number(unit.Verdict?.AdjustedPValue, "F3"), Number(unit.NetEdgeBps, "F1"),
                Number(unit.NetEdgeError, "F1"), Number(unit.CapacityQuote, "N0"),
                unit.Regime is { } regime ? SettingText.Of(regime) : "–", unit.Reason,
            }));
        var drawn = scored.Where(EdgeChart.Has).ToArray();
        if (drawn.Length > 0)
            page.Svg(EdgeChart.Render(drawn));

        page.Table(
            "What a trade of the chosen model brings and costs, basis points",
            ["unit", "entry", "trades", "filled", "gross", "fees", "spread", "slippage", "impact", "funding", "net", "s.e."],
            scored.SelectMany(unit => Costs(unit, reports.GetValueOrDefault(unit.Unit))));

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

    private static IEnumerable<string[]> Costs(UnitResult unit, UnitReport? report)
    {
        var edge = report?.Candidates.FirstOrDefault(one => one.Family == unit.Family && one.Horizon == unit.Horizon)?.Edge;
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
