using System.Diagnostics;

namespace Huracan.Tests;

/// <summary>A test in which Optuna itself takes part, skipped visibly where the system's Python has none; a build server's must.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OptunaFactAttribute : FactAttribute
{
    /// <summary>The system's Python, for which Debian packs Optuna.</summary>
    public const string Python = "/usr/bin/python3";

    private static readonly Lazy<bool> HasOptuna = new(() => Imports("optuna, psycopg2"));

    /// <param name="programs">What the test needs besides.</param>
    public OptunaFactAttribute(params string[] programs)
    {
        Skip = Requirement.Missing(programs);
        if (Skip is null && Environment.GetEnvironmentVariable("CI") is null && !HasOptuna.Value)
            Skip = "python3-optuna and python3-psycopg2 are not installed";
    }

    private static bool Imports(string modules)
    {
        if (!File.Exists(Python))
            return false;
        using var python = Process.Start(new ProcessStartInfo(Python, ["-c", $"import {modules}"]) { RedirectStandardError = true });
        python?.StandardError.ReadToEnd();
        python?.WaitForExit();
        return python?.ExitCode == 0;
    }
}
