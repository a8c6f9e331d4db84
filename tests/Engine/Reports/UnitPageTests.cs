using System.Globalization;
using System.Net;
using System.Text;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Reports;
using Huracan.Tests.Engine.Pipeline.Execution;

namespace Huracan.Tests.Engine.Reports;

[Collection("torch")]
public class UnitPageTests
{
    [Fact]
    public void Dates_returns_capacity_and_what_is_missing_are_told_and_the_deflated_ratio_is_that_of_the_runs_page()
    {
        var run = new PipelineRun(PipelineRun.Market());
        run.Execute();
        var result = run.Report.Result with
        {
            CapacityQuote = 12_345.6,
            DeflatedSharpe = 0.4321,
            Verdict = new EvidenceVerdict(77, 5, 0.4321, 0.2, 0.3, 2, "its p-value is 0.300"),
        };
        var candidates = run.Report.Candidates
            .Select(candidate => candidate with
            {
                Trading = candidate.Trading with
                {
                    Trading = candidate.Trading.Trading with { MinimumTrackRecord = 1233.6, MinimumTrackRecordDays = 51.4 },
                },
            })
            .ToArray();
        var drawings = new UnitDrawings([], [], [], [.. run.Report.Candidates.Select(_ => (string?)null)]);

        var page = Encoding.UTF8.GetString(UnitPage.Render(run.Report with { Result = result, Candidates = candidates }, drawings));

        var verdicts = run.Report.Candidates[0].RegimeVerdicts!;
        Assert.Equal(Enum.GetValues<MarketRegime>(), verdicts.Select(verdict => verdict.Regime));
        Assert.All(verdicts, verdict => Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"<td>{verdict.Trades}</td><td>{verdict.Days}</td>"), page,
            StringComparison.Ordinal));
        Assert.Contains(
            $"<td>no</td><td class=\"text\">{verdicts[0].Reason}</td>", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        var trading = run.Report.Candidates
            .Single(candidate => (candidate.Family, candidate.Horizon) == (result.Family!, result.Horizon!.Value)).Trading;
        Assert.Contains(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Test part: {trading.From:yyyy-MM-dd HH:mm} to {trading.To:yyyy-MM-dd HH:mm} UTC, {trading.Trading.Bars:N0} bars. Net "
                    + $"return over it {trading.Trading.NetReturn:P2}, {trading.Trading.NetEdgeBps / 100:0.000} % a trade over "
                    + $"{trading.Trading.TradesTaken:N0} trades. Capacity of a trade: 12,346 USDT. "
                    + $"Minimum track record: 1,234 bars (51 days)."),
            page, StringComparison.Ordinal);
        Assert.Contains("for ACTIVE also: its p-value is 0.300", page, StringComparison.Ordinal);
        // Minimum track record, deflated, tried.
        Assert.Contains("<td>51</td><td>0.432</td><td>77</td>", page, StringComparison.Ordinal);
        Assert.Contains("deflated Sharpe 0.432, p-value 0.200, adjusted for 2 units judged together 0.300", page, StringComparison.Ordinal);
    }
}
