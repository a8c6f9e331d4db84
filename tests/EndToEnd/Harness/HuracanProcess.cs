using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Huracan.Tests.EndToEnd.Harness;

/// <summary>The real program as a child process, the leader of its own process group.</summary>
internal sealed partial class HuracanProcess : IDisposable
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Continue = 18;
    public const int Stop = 19;
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(8); // ends a test that hangs, also where the machine is busy

    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> error;

    private HuracanProcess(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>
    /// The program as the command line's own build left it. The copy beside this test is rewritten to count coverage, and processes that
    /// end together would fight over the file of counts.
    /// </summary>
    public static string Program { get; } = FindProgram();

    public int Id => process.Id;

    public static Task<Outcome> RunAsync(params string[] arguments) => RunWithAsync([], arguments);

    public static async Task<Outcome> RunWithAsync(Dictionary<string, string> environment, params string[] arguments)
    {
        using var started = StartProgram(environment, ["dotnet", Program, .. arguments]);
        return await started.EndAsync();
    }

    /// <summary>Runs another copy of the program.</summary>
    public static async Task<Outcome> RunProgramAsync(string program, params string[] arguments)
    {
        using var started = StartProgram([], ["dotnet", program, .. arguments]);
        return await started.EndAsync();
    }

    public static HuracanProcess Start(params string[] arguments) => StartWith([], arguments);

    public static HuracanProcess StartWith(Dictionary<string, string> environment, params string[] arguments) =>
        StartProgram(environment, ["dotnet", Program, .. arguments]);

    /// <summary>Runs the program under a shell that sets limits first.</summary>
    public static async Task<Outcome> RunUnderShellAsync(string prelude, Dictionary<string, string> environment, params string[] arguments)
    {
        using var started = StartProgram(environment, ["bash", "-c", prelude + "; exec dotnet \"$0\" \"$@\"", Program, .. arguments]);
        return await started.EndAsync();
    }

    public async Task<Outcome> EndAsync()
    {
        await process.WaitForExitAsync().WaitAsync(Timeout);
        return new Outcome(process.ExitCode, await output, await error);
    }

    /// <summary>Sends a signal to the program and all its workers.</summary>
    public void SignalGroup(int signal) => Assert.Equal(0, kill(-process.Id, signal));

    /// <summary>Kills the program and all its workers, unless it has ended by itself.</summary>
    public void KillGroup() => _ = kill(-process.Id, Kill);

    /// <summary>Sends a signal to one process.</summary>
    public static void Signal(int processId, int signal) => Assert.Equal(0, kill(processId, signal));

    /// <summary>The workers that live now.</summary>
    public int[] Workers() =>
    [
        .. File.ReadAllText($"/proc/{process.Id}/task/{process.Id}/children")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(int.Parse)
            .Concat(Directory.GetDirectories($"/proc/{process.Id}/task").Where(task => Path.GetFileName(task) != $"{process.Id}")
                .SelectMany(task =>
                    File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse))),
    ];

    /// <summary>Waits until something is there while the program runs.</summary>
    public async Task<T> UntilAsync<T>(Func<T?> look)
        where T : class
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < Timeout)
        {
            if (look() is { } found)
                return found;
            Assert.False(process.HasExited, "The program ended before what was waited for.");
            await Task.Delay(5);
        }
        throw new TimeoutException("What was waited for did not come.");
    }

    public void Dispose()
    {
        if (!process.HasExited)
            _ = kill(-process.Id, Kill);
        process.Dispose();
    }

    private static string FindProgram()
    {
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../Cli", configuration, "huracan.dll"));
    }

    private static HuracanProcess StartProgram(Dictionary<string, string> environment, IEnumerable<string> command)
    {
        var start = new ProcessStartInfo("setsid")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var argument in command)
            start.ArgumentList.Add(argument);
        foreach (var name in new[]
        {
            "QUALITY_GATE_ENABLED", "QUALITY_GATE_FILE", "MIN_CONFIDENCE", "ML_DEFAULT_TF", "USE_ML_PER_COIN", "ML_DEVICE",
            "HURACAN_BUNDLE_SIGNING_KEY", "HURACAN_BUNDLE_PUBLIC_KEYS", "HURACAN_PLUGINS", "DROPBOX_ACCESS_TOKEN",
        })
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new HuracanProcess(Process.Start(start) ?? throw new InvalidOperationException("The program did not start."));
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int kill(int process, int signal);
}
