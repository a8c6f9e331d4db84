using System.Globalization;
using Huracan.Contracts;
using Huracan.Contracts.Champions;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using static Huracan.Engine.Reports.PageWriter;

namespace Huracan.Engine.Reports;

/// <summary>
/// <c>reports/factory/{run}.html</c>: the contests of a factory's run with their evidence, why other units have no new champion, the drift
/// of the champions, and the coins that were left out.
/// </summary>
public static class FactoryPage
{
    /// <summary>The page as UTF-8.</summary>
    /// <param name="report">What the factory did with every coin.</param>
    public static byte[] Render(FactoryReport report)
    {
        var page = new PageWriter($"Factory {report.RunId}");
        page.Paragraph(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{report.Coins.Count} of {report.Coins.Count + report.Excluded.Count} coins of {report.Source} are worth a model. Units: "
                    + $"{(report.Counts.Count == 0 ? "none" : string.Join(", ", report.Counts.Select(Count)))}."),
            "action");
        var contests = report.Units.Where(unit => unit.Promotion is not null).ToList();
        if (contests.Count > 0)
            Contests(page, contests);
        var others = report.Units.Where(unit => unit.Promotion is null).ToList();
        if (others.Count > 0)
            page.Table(
                "Units without a contest", ["unit", "horizon", "outcome", "gate", "champion", "why"], others.Select(unit => new[]
                {
                    Name(unit), Bars(unit), Words(unit.Outcome), unit.Action?.Text() ?? "–", unit.Champion ?? "–",
                    ReasonText.With(unit.Reason, unit.Shortfall),
                }));
        if (report.Drift.Count > 0)
            Drift(page, report.Drift);
        if (report.Coins.Count + report.Excluded.Count > 0)
            page.Table(
                "The universe", ["coin", "days", "GBP a day", "spread, bp", "bars without volume", "left out by"],
                report.Coins.Concat(report.Excluded).Select(coin => new[]
                {
                    coin.Coin, Number(coin.HistoryDays, "N0"), Number(coin.LiquidityGbp, "N0"), Number(coin.SpreadBps, "F1"),
                    Number(coin.EmptyShare, "P2"), coin.Reason ?? "–",
                }));
        return page.End();
    }

    private static void Contests(PageWriter page, List<FactoryUnit> contests)
    {
        page.Heading("Contests");
        page.Table(
            "Challengers beside the champion, or cash where there was none, on the same later bars",
            [
                "unit", "horizon", "outcome", "champion now", "days", "evidence", "asked", "α", "tried together", "before", "Sharpe",
                "of the champion", "why",
            ],
            contests.Select(unit =>
            {
                var promotion = unit.Promotion!; // as asked
                return new[]
                {
                    Name(unit), Bars(unit), Words(unit.Outcome), unit.Champion ?? "–", Number(promotion.Days, "N0"),
                    Number(promotion.Evidence, "F2"), Number(promotion.Threshold, "F2"), Number(promotion.Alpha, "G3"),
                    Number(promotion.Challengers, "N0"), Number(promotion.Earlier, "N0"), Number(promotion.ChallengerSharpe, "F2"),
                    Number(promotion.ChampionSharpe, "F2"), promotion.Reason,
                };
            }));
        page.Table(
            "Conditions of promotion beside the evidence", ["unit", "horizon", "condition", "measured", "limit", "holds"],
            contests.SelectMany(unit => unit.Promotion!.Guards.Select(guard => new[]
            {
                Name(unit), Bars(unit), Words(guard.Name), Number(guard.Value, "G4"), Number(guard.Limit, "G4"), Holds(guard),
            })));
    }

    private static void Drift(PageWriter page, IReadOnlyList<ChampionDrift> drift) => page.Table(
        "The champions by the newest candles: how far these are from what each was trained on, and in which regimes each may trade",
        ["unit", "horizon", "version", "judged, UTC", "level", "findings", "regime", "may trade in"],
        drift.Select(champion => new[]
        {
            $"{new UnitId(champion.Coin, champion.Timeframe)}", $"h{champion.Horizon}", champion.Report.Version,
            champion.Report.At.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), SettingText.Of(champion.Report.Level),
            champion.Report.InWords, champion.Regime is { } regime ? SettingText.Of(regime) : "–",
            champion.RegimeVerdicts is { } verdicts ? Enabled(verdicts) : "–",
        }));

    private static string Enabled(IReadOnlyList<RegimeVerdict> verdicts) =>
        string.Join(", ", verdicts.Where(verdict => verdict.Enabled).Select(verdict => SettingText.Of(verdict.Regime)))
            is { Length: > 0 } regimes
            ? regimes
            : "none";

    private static string Name(FactoryUnit unit) => $"{new UnitId(unit.Coin, unit.Timeframe)}";

    private static string Bars(FactoryUnit unit) =>
        unit.Horizon is { } bars ? string.Create(CultureInfo.InvariantCulture, $"h{bars}") : "–";

    private static string Count(KeyValuePair<string, int> outcome) =>
        string.Create(CultureInfo.InvariantCulture, $"{outcome.Value:N0} {Words(outcome.Key)}");

    private static string Words(string name) => name.Replace('_', ' ');

    private static string Holds(PromotionGuard guard) => guard switch
    {
        { Holds: true } => "yes",
        { Final: true } => "no, for good",
        _ => "not yet",
    };
}
