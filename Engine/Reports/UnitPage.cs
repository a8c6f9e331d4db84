using System.Globalization;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Reports.Charts;
using static Huracan.Engine.Reports.PageWriter;

namespace Huracan.Engine.Reports;

/// <summary><c>report.html</c>: a unit's report for people, one file without scripts.</summary>
public static class UnitPage
{
    /// <summary>The page as UTF-8.</summary>
    /// <param name="report">The report.</param>
    /// <param name="drawings">What is drawn.</param>
    public static byte[] Render(UnitReport report, UnitDrawings drawings)
    {
        var result = report.Result;
        var page = new PageWriter($"{result.Unit}");
        page.Paragraph(
            $"{result.Action?.Text() ?? "–"}: score {Number(result.Score, "F1")}, tier {result.Tier?.Text() ?? "–"}. "
                + ReasonText.With(result.Reason, result.Verdict?.Shortfall),
            "action");
        page.Paragraph(report.Choice);
        if (report.Candidates.FirstOrDefault(one => IsChosen(one, result)) is { } chosen)
            Result(page, result, chosen.Trading);
        if (result.Vendor is { } vendor)
            page.Paragraph(
                result.Comparison is { } comparison
                    ? $"Candles: {vendor}. Compared with {ComparisonText.WithVendor(comparison)}."
                    : $"Candles: {vendor}.");
        page.Table("Score", ["part", "value", "points", "of"], report.Score.Parts.Select(part =>
            new[] { part.Name, Number(part.Value, "G4"), Number(part.Points, "F1"), Number(part.Weight, "F0") }));
        if (drawings.Times.Length > 0)
            Market(page, result, drawings);
        page.Table(
            "Candidates on the test part, after all costs",
            [
                "candidate", "validation skill", "entry from", "net return", "trades", "win rate", "per trade", "net bp", "Sharpe",
                "Sortino", "profit factor", "turnover", "PSR", "min. track record, days", "deflated", "tried", "drawdown", "bal. acc.",
                "score",
            ],
            report.Candidates.SelectMany(candidate => Rows(candidate, IsChosen(candidate, result) ? result : null)));
        if (report.Consensus is { } consensus)
            Consensus(page, consensus);
        for (var i = 0; i < report.Candidates.Count; i++)
            Candidate(page, result.Coin, report.Candidates[i], drawings, drawings.Equity[i]);
        return page.End();
    }

    private static bool IsChosen(CandidateReport candidate, UnitResult result) =>
        candidate.Family == result.Family && candidate.Horizon == result.Horizon;

    private static void Result(PageWriter page, UnitResult result, TradingReport trading)
    {
        page.Paragraph(string.Create(
            CultureInfo.InvariantCulture,
            $"Test part: {trading.From:yyyy-MM-dd HH:mm} to {trading.To:yyyy-MM-dd HH:mm} UTC, {trading.Trading.Bars:N0} bars. Net return "
                + $"over it {Number(trading.Trading.NetReturn, "P2")}, {Percent(trading.Trading.NetEdgeBps)} a trade over "
                + $"{trading.Trading.TradesTaken:N0} trades. Capacity of a trade: {Capacity(result.CapacityQuote, result.Coin)}. "
                + $"Minimum track record: {TrackRecord(trading.Trading)}."));
        if (result.Verdict is { } verdict)
            page.Paragraph(string.Create(
                CultureInfo.InvariantCulture,
                $"Among all that was tried ({verdict.Tried:N0}, {verdict.EarlierModels:N0} of them by earlier runs on the same bars): "
                    + $"deflated Sharpe {Number(verdict.DeflatedSharpe, "F3")}, p-value {Number(verdict.PValue, "F3")}, adjusted for "
                    + $"{verdict.Judged:N0} units judged together {Number(verdict.AdjustedPValue, "F3")}."));
    }

    private static string TrackRecord(TradingMetrics trading) => trading.MinimumTrackRecord is null
        ? "none"
        : $"{Number(trading.MinimumTrackRecord, "N0")} bars ({Number(trading.MinimumTrackRecordDays, "N0")} days)";

    private static void Market(PageWriter page, UnitResult result, UnitDrawings drawings)
    {
        page.Heading("The test part");
        var x = Array.ConvertAll(drawings.Times, time => (double)time);
        page.Svg(SvgChart.Render(
            new Chart($"{result.Unit}: close", "", new ChartPanel("close", new ChartSeries("close", x, drawings.Closes)))
            {
                IsOverTime = true,
            }));
        page.Svg(RegimeMap.Render([($"{result.Unit}", drawings.Times, drawings.Regimes)]));
        page.Paragraph($"Regimes: {RegimeMap.Shares(drawings.Regimes)}.");
    }

    private static void Candidate(PageWriter page, string coin, CandidateReport candidate, UnitDrawings drawings, string? equity)
    {
        page.Heading($"{candidate.Family} h{candidate.Horizon}");
        if (equity is not null)
            page.Svg(equity);
        if (candidate.SettingsReason is { } reason)
            page.Paragraph($"Settings: {reason}");
        Confidence(page, candidate.Forecasts);
        if (candidate.Edge is { } edge)
            page.Table(EdgeTable.Caption(edge), EdgeTable.Headings, EdgeTable.Rows(edge, coin));
        if (candidate.RegimeVerdicts is { } verdicts)
            page.Table(RegimeTable.Caption, RegimeTable.Headings, RegimeTable.Rows(verdicts));
        page.Table(
            "Confusion (rows: what happened; columns: forecast)", ["", "down", "flat", "up"],
            candidate.Forecasts.Classification.ConfusionMatrix.Select((row, i) =>
                new[] { Class(i) }.Concat(row.Select(n => n.ToString(CultureInfo.InvariantCulture))).ToArray()));
        page.Table("Folds of the test part", ["from", "bars", "trades", "net return"], candidate.Trading.Folds.Select(fold =>
            new[]
            {
                $"{fold.From:yyyy-MM-dd HH:mm}", Number(fold.Bars, "F0"), Number(fold.Trades, "F0"), Number(fold.NetReturn, "P2"),
            }));
        if (drawings.Importance.FirstOrDefault(one => one.Family == candidate.Family && one.Horizon == candidate.Horizon) is { } importance)
            ImportanceTable.Write(page, importance);
    }

    private static void Confidence(PageWriter page, ForecastReport forecasts)
    {
        if (forecasts.Calibration is { } calibration)
            page.Paragraph(
                $"Confidence: calibration {Method(calibration.Method)}; expected calibration error {Number(calibration.Ece, "F3")}, "
                    + $"before it {Number(calibration.EceRaw, "F3")}.");
        if (forecasts.Intervals is { } intervals)
            page.Paragraph(
                $"Intervals: {Number(intervals.Coverage, "P1")} of {Number(intervals.Count, "F0")} outcomes inside "
                    + $"({Number(intervals.Level, "P0")} aimed at); mean width {Number(1e4 * intervals.MeanWidth, "F0")} bp.");
    }

    private static string Method(CalibrationMethod method) => method switch
    {
        CalibrationMethod.Temperature => "by temperature",
        CalibrationMethod.Isotonic => "by isotonic regression",
        _ => "none",
    };

    // Of the chosen candidate the deflated Sharpe ratio and the number tried are those of the verdict, as on the run's page.
    private static IEnumerable<string[]> Rows(CandidateReport candidate, UnitResult? chosen)
    {
        var trading = candidate.Trading.Trading;
        yield return
        [
            $"{candidate.Family} h{candidate.Horizon}", Number(candidate.Validation.LogLossSkill, "F4"),
            Number(candidate.Trading.EntryThreshold, "F2"), Number(trading.NetReturn, "P2"),
            Number(trading.TradesTaken, "F0"), Number(trading.WinRate, "P1"), Percent(trading.NetEdgeBps),
            Number(trading.NetEdgeBps, "F1"), Number(trading.SharpeAnnual, "F2"), Number(trading.SortinoAnnual, "F2"),
            Number(trading.ProfitFactor, "F2"), Number(trading.Turnover, "F1"), Number(trading.Psr, "F3"),
            Number(trading.MinimumTrackRecordDays, "N0"),
            Number(chosen?.DeflatedSharpe ?? candidate.Trading.DeflatedSharpe, "F3"),
            Number(chosen?.Verdict?.Tried ?? candidate.Trading.Tried, "F0"),
            Number(trading.MaxDrawdown, "P1"), Number(candidate.Forecasts.Classification.BalancedAccuracy, "F3"),
            Number(candidate.Score.Score, "F1"),
        ];
        foreach (var (name, baseline) in candidate.Trading.Baselines.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            yield return
            [
                $"{name} (baseline of h{candidate.Horizon})", "", "", Number(baseline.NetReturn, "P2"), Number(baseline.TradesTaken, "F0"),
                Number(baseline.WinRate, "P1"), Percent(baseline.NetEdgeBps), Number(baseline.NetEdgeBps, "F1"),
                Number(baseline.SharpeAnnual, "F2"), Number(baseline.SortinoAnnual, "F2"),
                Number(baseline.ProfitFactor, "F2"), Number(baseline.Turnover, "F1"), Number(baseline.Psr, "F3"),
                Number(baseline.MinimumTrackRecordDays, "N0"), "", "",
                Number(baseline.MaxDrawdown, "P1"),
                Number(candidate.Forecasts.Baselines[name].BalancedAccuracy, "F3"), "",
            ];
        }
    }

    private static void Consensus(PageWriter page, ConsensusReport consensus)
    {
        page.Heading("Consensus");
        page.Paragraph($"{consensus.Verdict} Trades are held for {consensus.Horizon} bars: {consensus.HorizonReason}.");
        page.Table(
            "Consensus and its best voter on the test part, after all costs",
            ["", "net return", "trades", "win rate", "per trade", "net bp", "Sharpe", "drawdown"],
            [Row("consensus", consensus.Trading), Row($"{consensus.BestVoter} alone", consensus.BestTrading)]);
        page.Table(
            "Voters on the test part", ["voter", "weight, mean", "at the end", "reliability, mean", "at the end", "may vote"],
            consensus.Voters.Select(voter => new[]
            {
                $"{voter.Family} h{voter.Horizon}", Number(voter.Weight.Mean, "P0"), Number(voter.Weight.Last, "P0"),
                Number(voter.Reliability.Mean, "F3"), Number(voter.Reliability.Last, "F3"), Number(voter.Enabled, "P0"),
            }));
        Counts(page, "Decisions, bar by bar in decisions.parquet", consensus.BestVoter, consensus.Decisions, consensus.BestDecisions);
        Counts(page, "Whether a trade could have been opened at these bars", consensus.BestVoter, consensus.Gates, consensus.BestGates);

        static string[] Row(string name, TradingMetrics trading) =>
        [
            name, Number(trading.NetReturn, "P2"), Number(trading.TradesTaken, "F0"), Number(trading.WinRate, "P1"),
            Percent(trading.NetEdgeBps), Number(trading.NetEdgeBps, "F1"), Number(trading.SharpeAnnual, "F2"),
            Number(trading.MaxDrawdown, "P1"),
        ];
    }

    private static void Counts<T>(
        PageWriter page, string caption, string best, IReadOnlyDictionary<T, int> together, IReadOnlyDictionary<T, int> alone)
        where T : struct, Enum
    {
        T[] values = [.. Enum.GetValues<T>().Where(value => together.ContainsKey(value) || alone.ContainsKey(value))];
        if (values.Length > 0)
            page.Table(
                caption, ["", .. values.Select(value => SettingText.Of(value))],
                alone.Count > 0 ? [Row("consensus", together), Row($"{best} alone", alone)] : [Row("consensus", together)]);

        string[] Row(string name, IReadOnlyDictionary<T, int> counts) =>
            [name, .. values.Select(value => Number(counts.GetValueOrDefault(value), "F0"))];
    }

    private static string Class(int index) => index switch { 0 => "down", 1 => "flat", _ => "up" };
}
