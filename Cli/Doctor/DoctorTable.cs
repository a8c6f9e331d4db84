using Spectre.Console;

namespace Huracan.Cli.Doctor;

/// <summary>Prints a report, each remedy under its finding.</summary>
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
            output.WriteLine($"{check.Name.PadRight(width)}  {check.Status.ToString().ToUpperInvariant(),-4}  {check.Detail}");
            if (check.Remedy.Length > 0)
                output.WriteLine($"{"".PadRight(width)}        → {check.Remedy}");
        }
        output.WriteLine(report.Summary);
    }

    private static void Write(DoctorReport report, IAnsiConsole console)
    {
        var table = new Table()
            .Border(TableBorder.Simple)
            .AddColumn(new TableColumn("check").NoWrap())
            .AddColumn("status")
            .AddColumn("detail");
        foreach (var check in report.Checks)
        {
            var detail = Markup.Escape(check.Detail);
            if (check.Remedy.Length > 0)
                detail += $"\n[dim]{Markup.Escape("→ " + check.Remedy)}[/]";
            table.AddRow(Markup.Escape(check.Name), StatusMarkup(check.Status), detail);
        }
        console.Write(table);
        console.WriteLine(report.Summary);
    }

    private static string StatusMarkup(CheckStatus status) => status switch
    {
        CheckStatus.Ok => "[green]OK[/]",
        CheckStatus.Warn => "[yellow]WARN[/]",
        _ => "[red]FAIL[/]",
    };
}
