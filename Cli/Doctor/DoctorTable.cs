using Spectre.Console;

namespace Huracan.Cli.Doctor;

/// <summary>Shows a report as a table, each remedy under what was found.</summary>
public static class DoctorTable
{
    private const int WidthWithoutTerminal = 140;

    /// <summary>Writes to a stream: colours and the terminal's width on a terminal, plain lines elsewhere.</summary>
    public static void Write(DoctorReport report, TextWriter output)
    {
        var target = new AnsiConsoleOutput(output);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = target, Ansi = target.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No });
        if (!target.IsTerminal)
            console.Profile.Width = WidthWithoutTerminal;
        Write(report, console);
    }

    public static void Write(DoctorReport report, IAnsiConsole console)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("check").NoWrap()).AddColumn("state").AddColumn("found");
        foreach (var check in report.Checks)
        {
            var found = Markup.Escape(check.Found);
            if (check.Remedy.Length > 0)
                found += $"\n[dim]{Markup.Escape("→ " + check.Remedy)}[/]";
            table.AddRow(Markup.Escape(check.Name), State(check.State), found);
        }
        console.Write(table);
        console.WriteLine(report.Verdict);
    }

    private static string State(CheckState state) => state switch
    {
        CheckState.Ok => "[green]OK[/]",
        CheckState.Warn => "[yellow]WARN[/]",
        _ => "[red]FAIL[/]",
    };
}
