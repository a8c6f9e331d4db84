using System.Globalization;
using System.Net;
using System.Text;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;

namespace Huracan.Engine.Reports;

/// <summary><c>report.html</c>: a unit's report for people, one file without scripts.</summary>
public static class UnitPage
{
    private const string Style =
        "body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1b2733}"
        + "table{border-collapse:collapse;margin:1rem 0}th,td{padding:.3rem .8rem;border-bottom:1px solid #d6dde4;text-align:right}"
        + "th:first-child,td:first-child{text-align:left}.action{font-weight:700}img{max-width:100%}";

    /// <summary>The page as UTF-8.</summary>
    /// <param name="report">The report.</param>
    /// <param name="equityChart">Name of the picture in a candidate's folder.</param>
    public static byte[] Render(UnitReport report, string equityChart)
    {
        var result = report.Result;
        var html = new StringBuilder();
        html.Append(
            CultureInfo.InvariantCulture,
            $"<!doctype html><html lang=\"en\"><head><meta "
                + $"charset=\"utf-8\"><title>{Text(result.Unit)}</title><style>{Style}</style></head><body>\n");
        html.Append(CultureInfo.InvariantCulture, $"<h1>{Text(result.Unit)}</h1>\n");
        html.Append(
            CultureInfo.InvariantCulture,
            $"<p class=\"action\">{Text(result.Action?.Text())}: score {Number(result.Score, "F1")}, tier {Text(result.Tier?.Text())}. "
                + $"{Text(result.Reason)}</p>\n");
        html.Append(CultureInfo.InvariantCulture, $"<p>{Text(report.Choice)}</p>\n");

        Table(html, "Score", ["part", "value", "points", "of"], report.Score.Parts.Select(part =>
            new[] { part.Name, Number(part.Value, "G4"), Number(part.Points, "F1"), Number(part.Weight, "F0") }));
        Table(
            html,
            "Candidates on the test part, after all costs",
            [
                "candidate", "validation skill", "entry from", "trades", "win rate", "net bp", "Sharpe", "PSR", "deflated", "tried",
                "drawdown", "bal. acc.", "score",
            ],
            report.Candidates.SelectMany(Rows));
        if (report.Consensus is { } consensus)
            Consensus(html, consensus);
        foreach (var candidate in report.Candidates)
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<h2>{Text(candidate.Family)} h{candidate.Horizon}</h2><img "
                    + $"src=\"{Text(candidate.Family)}/h{candidate.Horizon}/{equityChart}\" alt=\"equity\">\n");
            if (candidate.SettingsReason is { } reason)
                html.Append(CultureInfo.InvariantCulture, $"<p>Settings: {Text(reason)}</p>\n");
            Confidence(html, candidate.Forecasts);
            if (candidate.Edge is { } edge)
                Table(html, EdgeTable.Caption(edge), EdgeTable.Headings, EdgeTable.Rows(edge));
            Table(
                html, "Confusion (rows: what happened; columns: forecast)", ["", "down", "flat", "up"],
                candidate.Forecasts.Classification.ConfusionMatrix.Select((row, i) =>
                    new[] { Class(i) }.Concat(row.Select(n => n.ToString(CultureInfo.InvariantCulture))).ToArray()));
            Table(html, "Folds of the test part", ["from", "bars", "trades", "net return"], candidate.Trading.Folds.Select(fold =>
                new[]
                {
                    $"{fold.From:yyyy-MM-dd HH:mm}", Number(fold.Bars, "F0"), Number(fold.Trades, "F0"), Number(fold.NetReturn, "P2"),
                }));
        }
        html.Append("</body></html>\n");
        return Encoding.UTF8.GetBytes(html.ToString());
    }

    private static void Confidence(StringBuilder html, ForecastReport forecasts)
    {
        if (forecasts.Calibration is { } calibration)
            html.Append(
                CultureInfo.InvariantCulture,
                $"<p>Confidence: calibration {Text(Method(calibration.Method))}; expected calibration error "
                    + $"{Number(calibration.Ece, "F3")}, before it {Number(calibration.EceRaw, "F3")}.</p>\n");
        if (forecasts.Intervals is { } intervals)
            html.Append(
                CultureInfo.InvariantCulture,
                $"<p>Intervals: {Number(intervals.Coverage, "P1")} of {Number(intervals.Count, "F0")} outcomes inside "
                    + $"({Number(intervals.Level, "P0")} aimed at); mean width {Number(1e4 * intervals.MeanWidth, "F0")} bp.</p>\n");
    }

    private static string Method(CalibrationMethod method) => method switch
    {
        CalibrationMethod.Temperature => "by temperature",
        CalibrationMethod.Isotonic => "by isotonic regression",
        _ => "none",
    };

    private static IEnumerable<string[]> Rows(CandidateReport candidate)
    {
        var trading = candidate.Trading.Trading;
        yield return
        [
            $"{candidate.Family} h{candidate.Horizon}", Number(candidate.Validation.LogLossSkill, "F4"),
            Number(candidate.Trading.EntryThreshold, "F2"),
            Number(trading.TradesTaken, "F0"), Number(trading.WinRate, "P1"), Number(trading.NetEdgeBps, "F1"),
            Number(trading.SharpeAnnual, "F2"),
            Number(trading.Psr, "F3"), Number(candidate.Trading.DeflatedSharpe, "F3"), Number(candidate.Trading.Tried, "F0"),
            Number(trading.MaxDrawdown, "P1"), Number(candidate.Forecasts.Classification.BalancedAccuracy, "F3"),
            Number(candidate.Score.Score, "F1"),
        ];
        foreach (var (name, baseline) in candidate.Trading.Baselines.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            yield return
            [
                $"{name} (baseline of h{candidate.Horizon})", "", "", Number(baseline.TradesTaken, "F0"), Number(baseline.WinRate, "P1"),
                Number(baseline.NetEdgeBps, "F1"), Number(baseline.SharpeAnnual, "F2"), Number(baseline.Psr, "F3"), "", "",
                Number(baseline.MaxDrawdown, "P1"),
                Number(candidate.Forecasts.Baselines[name].BalancedAccuracy, "F3"), "",
            ];
        }
    }

    private static void Consensus(StringBuilder html, ConsensusReport consensus)
    {
        html.Append(
            CultureInfo.InvariantCulture,
            $"<h2>Consensus</h2><p>{Text(consensus.Verdict)} Trades are held for {consensus.Horizon} bars: "
                + $"{Text(consensus.HorizonReason)}.</p>\n");
        Table(
            html, "Consensus and its best voter on the test part, after all costs",
            ["", "trades", "win rate", "net bp", "Sharpe", "drawdown"],
            [Row("consensus", consensus.Trading), Row($"{consensus.BestVoter} alone", consensus.BestTrading)]);
        Table(
            html, "Voters on the test part", ["voter", "weight, mean", "at the end", "reliability, mean", "at the end", "may vote"],
            consensus.Voters.Select(voter => new[]
            {
                $"{voter.Family} h{voter.Horizon}", Number(voter.Weight.Mean, "P0"), Number(voter.Weight.Last, "P0"),
                Number(voter.Reliability.Mean, "F3"), Number(voter.Reliability.Last, "F3"), Number(voter.Enabled, "P0"),
            }));

        static string[] Row(string name, TradingMetrics trading) =>
        [
            name, Number(trading.TradesTaken, "F0"), Number(trading.WinRate, "P1"), Number(trading.NetEdgeBps, "F1"),
            Number(trading.SharpeAnnual, "F2"), Number(trading.MaxDrawdown, "P1"),
        ];
    }

    private static void Table(StringBuilder html, string caption, string[] headings, IEnumerable<string[]> rows)
    {
        html.Append(CultureInfo.InvariantCulture, $"<table><caption>{Text(caption)}</caption><tr>");
        foreach (var heading in headings)
            html.Append(CultureInfo.InvariantCulture, $"<th>{Text(heading)}</th>");
        html.Append("</tr>\n");
        foreach (var row in rows)
        {
            html.Append("<tr>");
            foreach (var cell in row)
                html.Append(CultureInfo.InvariantCulture, $"<td>{Text(cell)}</td>");
            html.Append("</tr>\n");
        }
        html.Append("</table>\n");
    }

    private static string Class(int index) => index switch { 0 => "down", 1 => "flat", _ => "up" };

    private static string Number(double? value, string format) =>
        value is { } number && !double.IsNaN(number) ? number.ToString(format, CultureInfo.InvariantCulture) : "–";

    private static string Text(object? value) => WebUtility.HtmlEncode(value?.ToString() ?? "–");
}
