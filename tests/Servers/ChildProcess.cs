using System.Diagnostics;

namespace Huracan.Tests.Servers;

/// <summary>A running program and whatever it started: one process group.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan OutputPatience = TimeSpan.FromSeconds(1);
    private readonly Process process;
    private readonly Signal stopSignal;

    private ChildProcess(Process process, Signal stopSignal, Action<string> line)
    {
        this.process = process;
        this.stopSignal = stopSignal;
        Id = process.Id;
        var output = Task.WhenAll(PumpAsync(process.StandardOutput, line), PumpAsync(process.StandardError, line));
        Exited = ExitAsync(output);
    }

    public int Id { get; }

    /// <summary>The exit code, 128 + signal for one that was killed; its last lines have been read by then.</summary>
    public Task<int> Exited { get; }

    /// <summary>Starts a program. Each line it prints goes to <paramref name="onLine"/>, from any thread.</summary>
    public static async Task<ChildProcess> StartAsync(ProcessCommand command, Action<string> onLine)
    {
        // Both replace themselves by the program: it leads a group of its own, and is asked to end when this program dies.
        string[] line = ["setpriv", "--pdeathsig", command.StopSignal == Signal.Interrupt
            ? "INT" : "TERM", "--", command.Program, .. command.Arguments];
        var start = new ProcessStartInfo("setsid", line)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = command.WorkingFolder ?? "",
        };
        foreach (var (name, value) in command.Environment)
            start.Environment[name] = value;
        var process = await Spawner.StartAsync(start);
        process.StandardInput.Close();
        return new ChildProcess(process, command.StopSignal, onLine);
    }

    /// <summary>Runs a program to its end; its exit code and all it printed.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(ProcessCommand command, CancellationToken cancellationToken)
    {
        List<string> lines = [];
        using var child = await StartAsync(command, line =>
        {
            lock (lines)
                lines.Add(line);
        });
        try
        {
            var code = await child.Exited.WaitAsync(cancellationToken);
            lock (lines)
                return (code, string.Join('\n', lines));
        }
        catch (OperationCanceledException)
        {
            child.Kill();
            throw;
        }
    }

    /// <summary>Asks for an orderly end, waits, then kills whatever of the group is left.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        if (!Exited.IsCompleted)
        {
            Native.SignalProcess(Id, stopSignal);
            await Task.WhenAny(Exited, Task.Delay(grace));
        }
        Kill();
        await Exited;
    }

    public void Kill() => Native.SignalGroup(Id, Signal.Kill);

    public void Dispose() => process.Dispose();

    // Not WaitForExitAsync: it also waits for the pipes, which a grandchild may hold open.
    private async Task<int> ExitAsync(Task output)
    {
        var exited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.Exited += (_, _) => exited.TrySetResult();
        if (process.HasExited)
            exited.TrySetResult();
        await exited.Task;
        await Task.WhenAny(output, Task.Delay(OutputPatience));
        return process.ExitCode;
    }

    private static async Task PumpAsync(StreamReader reader, Action<string> line)
    {
        try
        {
            while (await reader.ReadLineAsync() is { } text)
                line(text);
        }
        catch (ObjectDisposedException)
        {
            // The program has ended, and a grandchild holds the pipe.
        }
    }
}
