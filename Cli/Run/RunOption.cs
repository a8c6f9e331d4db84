using System.CommandLine;

namespace Huracan.Cli.Run;

/// <summary>The options by which a command names a run that is there.</summary>
internal static class RunOption
{
    public static Option<string> Create() => new("--run") { Description = "The run.", HelpName = "RUN_ID", Required = true };

    public static Option<string> Output() => new("--out")
    {
        Description = "Folder that holds artifacts/, reports/ and config/.",
        HelpName = "DIR",
        DefaultValueFactory = _ => Environment.CurrentDirectory,
    };
}
