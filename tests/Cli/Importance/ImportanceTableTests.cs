using Huracan.Cli.Importance;
using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Spectre.Console;

namespace Huracan.Tests.Cli.Importance;

public class ImportanceTableTests
{
    [Fact]
    public void Features_and_groups_are_printed_with_intervals_and_own_figures()
    {
        var told = new LossIncrease(0.0123, 0.001, 0.0101, 0.0145, 1e-6, 2e-6, true);
        var report = new ImportanceReport(
            "xgboost", 4, default, default, 500, 500, 40, 5, 1.06, "Told from noise: [vol].",
            [
                new("[vol]", told) { Measures = new Dictionary<string, double> { ["gain"] = 0.62 } },
                new("rest", new(0.001, double.NaN, double.NaN, double.NaN, 1, 1, false)),
            ],
            [new(["[vol]", "range"], told), new(["rest"], LossIncrease.None)])
        {
            Measures = [new("gain", "share of the gain")],
        };
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 200;

        ImportanceTable.Print(new UnitId("AAAUSDT", Timeframe.H1), report, console);

        var rows = output.ToString().Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            .Where(line => line.Length > 0).ToArray();
        Assert.Equal("AAAUSDT/1h xgboost h4", rows[0]);
        Assert.Contains("[vol] 0.01230 0.01010 0.01450 0.000 yes 0.62", rows);
        Assert.Contains("rest 0.00100 - - 1.000 no -", rows);
        Assert.Contains("[vol], range 0.01230 0.01010 0.01450 0.000 yes", rows);
        Assert.Equal("Told from noise: [vol].", rows[^1]);
    }
}
