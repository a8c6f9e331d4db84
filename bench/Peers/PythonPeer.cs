using System.Diagnostics;
using Huracan.Bench.Measuring;
using Huracan.Contracts;

namespace Huracan.Bench.Peers;

/// <summary>Debian's Python with the libraries compared with, as child processes on one thread.</summary>
internal static class PythonPeer
{
    // The distribution's own interpreter: its torch, pandas and xgboost are packages that belong to it.
    private const string Interpreter = "/usr/bin/python3";

    /// <summary>Whether the interpreter has these modules.</summary>
    public static bool Has(params string[] modules)
    {
        if (!File.Exists(Interpreter))
            return false;
        var (exitCode, _, _) = Execute(["-c", "import " + string.Join(", ", modules)]);
        return exitCode == 0;
    }

    /// <summary>Runs a script to its end; gives what it printed.</summary>
    /// <exception cref="IOException">It failed; the message holds its last lines of output.</exception>
    public static string Run(params string[] arguments)
    {
        var (exitCode, output, errors) = Execute(arguments);
        return exitCode == 0 ? output : throw new IOException($"{Path.GetFileName(arguments[0])} ended with {exitCode}: {errors.Trim()}");
    }

    /// <summary>A script beside the repository; null, with a message, where it or a module is missing.</summary>
    public static string? Shared(string script, params string[] modules) => Find(Path.Combine(Repository.SharedPeers, script), modules);

    /// <summary>A script of our own.</summary>
    public static string? Own(string script, params string[] modules) =>
        Find(Path.Combine(AppContext.BaseDirectory, "peers", script), modules);

    private static string? Find(string path, string[] modules)
    {
        var missing = !File.Exists(path)
            ? $"there is no {path}"
            : !Has(modules)
            ? $"{Interpreter} lacks one of {string.Join(", ", modules)}"
            : null;
        if (missing is null)
            return path;
        Console.WriteLine($"SKIPPED the peer {Path.GetFileName(path)}: {missing}; our own figures follow alone.");
        return null;
    }

    private static (int ExitCode, string Output, string Errors) Execute(string[] arguments)
    {
        var start = new ProcessStartInfo(Interpreter, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in SingleThread.Environment)
            start.Environment[name] = value;
        start.Environment["PYTHONWARNINGS"] = "ignore";
        using var process = Process.Start(start) ?? throw new InputRefusedException($"Could not start {Interpreter}.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }
}
