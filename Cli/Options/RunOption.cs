using System.CommandLine;

namespace Huracan.Cli.Options;

/// <summary>Options that several commands on runs have.</summary>
internal static class RunOption
{
    public static Option<string> Create() => new("--run") { Description = "The run.", HelpName = "RUN_ID", Required = true };

    public static Option<string> Output() => new("--out")
    {
        Description = "Folder that holds artifacts/, reports/ and config/.",
        HelpName = "DIR",
        DefaultValueFactory = _ => Environment.CurrentDirectory,
    };

    public static Option<bool> AllowSkipped() =>
        new("--allow-skipped") { Description = "End with exit code 0, not 3, where units were skipped for their input." };
}
