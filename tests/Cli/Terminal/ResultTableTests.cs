using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Spectre.Console;

namespace Huracan.Tests.Cli.Terminal;

public class ResultTableTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_keeps_a_unit_from_being_active_is_told_unless_another_table_says_it(bool tellsWhy)
    {
        var text = Print(
            tellsWhy,
            Unit("AAAUSDT", GateAction.Active) with { Reason = "it is fine" },
            Unit("BBBUSDT", GateAction.NoTrade) with
            {
                Reason = "score [30.0]: not tradable",
                Verdict = new EvidenceVerdict(1, 0, 0.5, 0.3, 0.3, 1, "its p-value is 0.300"),
            });

        Assert.Equal(
            tellsWhy,
            text.Contains(
                "BBBUSDT/1h is NO_TRADE: score [30.0]: not tradable; for ACTIVE also: its p-value is 0.300", StringComparison.Ordinal));
        Assert.DoesNotContain("it is fine", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_units_are_counted_by_the_first_check_that_fails()
    {
        var text = Print(true, [.. Enumerable.Range(0, 20).Select(i => Unit($"C{i}USDT", GateAction.NoTrade) with
        {
            FailedCheck = new GateCheck(i < 15 ? "score" : "p_value", 0.3, 0.05),
        })]);

        Assert.Contains("Not ACTIVE, by the first check that fails: 15 score, 5 p_value.", text, StringComparison.Ordinal);
    }

    private static string Print(bool tellsWhy, params UnitResult[] units)
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 1000;
        ResultTable.Print(
            new RunSummary("r", "v", "test", 7, units.Length, 0, 0, new Dictionary<string, int>(), units), console, tellsWhy);
        return output.ToString();
    }

    private static UnitResult Unit(string coin, GateAction action) =>
        new(coin, Timeframe.H1, UnitStatus.Done, "score 30.0: not tradable", "") { Action = action, Score = 30 };
}
