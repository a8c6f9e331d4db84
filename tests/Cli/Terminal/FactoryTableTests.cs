using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.Contracts.Champions;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Spectre.Console;

namespace Huracan.Tests.Cli.Terminal;

public class FactoryTableTests
{
    [Fact]
    public void Units_that_were_not_promoted_are_shown_with_their_reasons()
    {
        var lines = Print(
            Unit("AAAUSDT", "promoted", "the evidence is enough"),
            Unit("BBBUSDT", "not_active", "score [30.0]: not tradable") with { Shortfall = "its p-value is 0.300" },
            Unit("CCCUSDT", "newer_word", "nothing new") with { Horizon = null });

        Assert.Contains(lines, line => Cells(line) is ["BBBUSDT", "1h", "4", "not_active",
            "score [30.0]: not tradable; for ACTIVE also: its p-value is 0.300"]);
        Assert.Contains(lines, line => Cells(line) is ["CCCUSDT", "1h", "-", "newer_word", "nothing new"]);
        Assert.DoesNotContain(lines, line => line.Contains("AAAUSDT", StringComparison.Ordinal));
        Assert.Contains("Factory: 1 newer_word, 1 not_active, 1 promoted.", lines);
    }

    [Fact]
    public void Where_they_are_many_the_reasons_are_counted()
    {
        var lines = Print(
        [
            .. Enumerable.Range(0, 40).Select(i => Unit($"C{i}USDT", "not_active", $"score {i}: not tradable") with
            {
                FailedCheck = i < 30 ? new GateCheck("score", i, 75) : new GateCheck("p_value", 0.3, 0.05),
            }),
            .. Enumerable.Range(0, 3).Select(i => Unit($"W{i}USDT", "waiting", $"after {i} days the evidence is {i}") with
            {
                Promotion = Promotion(evidence: i),
            }),
            Unit("KKKUSDT", "kept", "after 3 days, its profit is significantly worse") with
            {
                Promotion = Promotion(
                    1, new PromotionGuard("trades", 5, 100, Holds: false, Final: false),
                    new PromotionGuard("profit_not_worse", 30, 20, Holds: false, Final: true)),
            },
            Unit("DDDUSDT", "skipped", "too_few_candles: 3 there are"),
        ]);

        Assert.Contains(lines, line => Cells(line) is ["not_active", "score, 75 is asked for", "30"]);
        Assert.Contains(lines, line => Cells(line) is ["not_active", "p_value, 0.05 is asked for", "10"]);
        Assert.Contains(lines, line => Cells(line) is ["skipped", "too_few_candles", "1"]);
        Assert.Contains(lines, line => Cells(line) is ["waiting", "more evidence is asked for", "3"]);
        Assert.Contains(lines, line => Cells(line) is ["kept", "profit_not_worse", "1"]);
        Assert.DoesNotContain(lines, line => line.Contains("C1USDT", StringComparison.Ordinal));
    }

    private static string[] Print(params FactoryUnit[] units)
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 1000;
        FactoryTable.Print(
            FactoryReport.Of("20260201T063000Z-0123abcd", "test", [], [], units, units.Select(unit =>
                new UnitResult(unit.Coin, unit.Timeframe, UnitStatus.Done, unit.Reason, "")
                {
                    FailedCheck = unit.FailedCheck,
                    Verdict = new EvidenceVerdict(1, 0, 0.5, 0.3, 0.3, 1, unit.Shortfall),
                })),
            console);
        return [.. output.ToString().Split('\n').Select(line => line.TrimEnd())];
    }

    private static string[] Cells(string line) =>
        line.Split(["  ", "│"], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static PromotionReport Promotion(double evidence, params PromotionGuard[] guards) => new()
    {
        Verdict = PromotionVerdict.Wait,
        Reason = "",
        Bars = 72,
        Days = 3,
        Alpha = 0.05,
        Challengers = 1,
        Threshold = 20,
        Evidence = evidence,
        HighestEvidence = evidence,
        Profit = new EvidenceLevels(1, 1, 1, 1),
        Forecasts = new EvidenceLevels(1, 1, 1, 1),
        ChampionSharpe = double.NaN,
        ChallengerSharpe = 1,
        Guards = guards,
    };

    private static FactoryUnit Unit(string coin, string outcome, string reason) =>
        new(coin, Timeframe.H1, GateAction.NoTrade, outcome, reason, 4, null, null);
}
