using Spectre.Console;

namespace Huracan.Cli.Doctor;

/// <summary>Shows a report as a table, each remedy under what was found.</summary>
public static class DoctorTable
{
    /// <summary>Writes to a stream: a table with colours on a terminal, a line per check elsewhere.</summary>
    public static void Write(DoctorReport report, TextWriter output)
    {
        var target = new AnsiConsoleOutput(output);
        if (target.IsTerminal)
        {
            Write(report, AnsiConsole.Create(new AnsiConsoleSettings { Out = target }));
            return;
        }
        var width = report.Checks.Max(check => check.Name.Length);
        foreach (var check in report.Checks)
        {
            output.WriteLine($"{check.Name.PadRight(width)}  {check.State.ToString().ToUpperInvariant(),-4}  {check.Found}");
            if (check.Remedy.Length > 0)
                output.WriteLine($"{"".PadRight(width)}        → {check.Remedy}");
        }
        output.WriteLine(report.Verdict);
    }

    private static void Write(DoctorReport report, IAnsiConsole console)
    {
        var table = new Table()
            .Border(TableBorder.Simple)
            .AddColumn(new TableColumn("check").NoWrap())
            .AddColumn("state")
            .AddColumn("found");
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
