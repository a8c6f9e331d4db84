namespace Huracan.AppHost.Processes;

/// <summary>What stands before a program, so that it leads a group of its own, ends when this program dies, and runs as its user.</summary>
internal static class CommandLine
{
    private static readonly string[] Folders = ["/usr/bin", "/bin", "/usr/sbin", "/sbin"];

    /// <summary>
    /// <c>setsid setpriv --pdeathsig TERM program …</c>: both replace themselves by the program, which keeps the number of the process.
    /// Where the system lacks them the program is started as it is, and only an orderly end stops it.
    /// </summary>
    public static (string Program, IReadOnlyList<string> Arguments) Wrap(ProcessCommand command, string? setsid, string? setpriv)
    {
        List<string> line = [];
        if (setsid is not null)
            line.Add(setsid);
        if (setpriv is not null)
        {
            line.AddRange([setpriv, "--pdeathsig", command.StopSignal == Signal.Interrupt ? "INT" : "TERM"]);
            if (command.User is { } user)
                line.AddRange([$"--reuid={user.Id}", $"--regid={user.Group}", "--clear-groups"]);
            line.Add("--");
        }
        else if (command.User is { } user)
        {
            throw new LaunchFailedException($"{Path.GetFileName(command.Program)} must run as {user.Name}, which needs 'setpriv' (util-linux)", CanHeal: false);
        }
        line.Add(command.Program);
        return (line[0], [.. line.Skip(1), .. command.Arguments]);
    }

    public static (string Program, IReadOnlyList<string> Arguments) Wrap(ProcessCommand command) => Wrap(command, Find("setsid"), Find("setpriv"));

    /// <summary>The full path of a program in the folders of PATH and the system's own, or null.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Concat(Folders).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
