using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Huracan.Contracts.Json;

namespace Huracan.Worker;

/// <summary>
/// A child process that does one job at a time with one thread, so that a native crash, a kill or the random generator of one unit does
/// not affect another. It exits when its standard input is closed, which also happens when its parent exits.
/// </summary>
public sealed class WorkerProcess : IDisposable
{
    private const int LinesKept = 20;

    private readonly Process process;
    private readonly Queue<string> lastLines = new();

    private WorkerProcess(Process process)
    {
        this.process = process;
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null)
                return;
            lock (lastLines)
            {
                lastLines.Enqueue(line.Data);
                if (lastLines.Count > LinesKept)
                    lastLines.Dequeue();
            }
        };
        process.BeginErrorReadLine();
    }

    /// <summary>Whether it has exited.</summary>
    public bool HasExited => process.HasExited;

    /// <summary>
    /// Starts this program as a worker: its entry point passes what follows <see cref="WorkerProgram.Command"/> to
    /// <see cref="WorkerProgram"/>.
    /// </summary>
    public static WorkerProcess Start(WorkerOptions options)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Under the dotnet host the first argument is the assembly; as an apphost it is not.
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            // a running program has a named entry assembly
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, Assembly.GetEntryAssembly()!.GetName().Name + ".dll"));
        start.ArgumentList.Add(WorkerProgram.Command);
        foreach (var argument in options.ToArguments())
            start.ArgumentList.Add(argument);
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_PROCESSOR_COUNT"] = "1";
        start.Environment["DOTNET_TieredPGO"] = "0"; // measuring code to compile it again costs a run more than it gains
        return new WorkerProcess(Process.Start(start) ?? throw new IOException($"Could not start a worker from {start.FileName}."));
    }

    /// <summary>Does one job; replies pass through <paramref name="onReply"/> as they come.</summary>
    /// <returns>The reply that ended the job, or null when the process exited before that.</returns>
    public async Task<WorkerReply?> RunAsync(WorkerJob job, Action<WorkerReply> onReply, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(job, HuracanJson.Compact).AsMemory(), cancellationToken);
            await process.StandardInput.FlushAsync(cancellationToken);
        }
        catch (IOException)
        {
            return null; // it exited between two jobs
        }
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (TryRead(line) is not { } reply)
                continue; // a line cut short by a kill, or output of a native library
            onReply(reply);
            if (reply.IsEnd)
                return reply;
        }
        return null;
    }

    private static WorkerReply? TryRead(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<WorkerReply>(line, HuracanJson.Compact);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>How the process ended, as a sentence: its exit code or signal and the last lines of its error output.</summary>
    public async Task<string> DescribeExitAsync()
    {
        await process.WaitForExitAsync(CancellationToken.None);
        var how = process.ExitCode > 128 ? $"was ended by signal {process.ExitCode - 128}" : $"ended with exit code {process.ExitCode}";
        lock (lastLines)
            return lastLines.Count == 0 ? $"The worker {how}." : $"The worker {how}: {string.Join(" | ", lastLines)}";
    }

    /// <summary>Closes its input, at which it stops within one training batch; kills it after 10 seconds.</summary>
    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.StandardInput.Close();
            if (!process.WaitForExit(TimeSpan.FromSeconds(10)))
                process.Kill(entireProcessTree: true);
        }
        process.Dispose();
    }
}
