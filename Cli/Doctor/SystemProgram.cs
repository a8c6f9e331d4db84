using System.ComponentModel;
using System.Diagnostics;

namespace Huracan.Cli.Doctor;

/// <summary>Finds programs of the system and reads what they print.</summary>
public static class SystemProgram
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>The folders of PATH.</summary>
    public static IReadOnlyList<string> SearchPath =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The full path of the first of <paramref name="names"/> in the folders, or null. A name may be a full path itself.</summary>
    public static string? Find(IEnumerable<string> names, IEnumerable<string> folders)
    {
        var all = folders.ToList();
        return names.SelectMany(name => all.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }

    /// <summary>
    /// The trimmed output of a program; null when it cannot be started, fails, or takes longer than ten seconds.
    /// </summary>
    public static string? Output(string program, params IEnumerable<string> arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true });
            if (process is null)
                return null;
            var errors = process.StandardError.ReadToEndAsync();
            var text = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Timeout))
            {
                process.Kill(entireProcessTree: true);
                return null;
            }
            Task.WaitAll(text, errors);
            return process.ExitCode == 0 ? text.Result.Trim() : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>The first line of a program's output.</summary>
    public static string? FirstLine(string program, params IEnumerable<string> arguments) =>
        Output(program, arguments)?.Split('\n')[0].Trim();
}
