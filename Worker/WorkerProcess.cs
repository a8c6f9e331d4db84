using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Huracan.Contracts.Json;

namespace Huracan.Worker;

/// <summary>
/// A child process that does one job at a time with one thread, so that a native crash, a kill or a random generator of one
/// unit touches no other. It ends when its standard input is closed, also by its parent's death.
/// </summary>
public sealed class WorkerProcess : IDisposable
{
    private const int LastWordsKept = 20;

    private readonly Process process;
    private readonly Queue<string> lastWords = new();

    private WorkerProcess(Process process)
    {
        this.process = process;
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null)
                return;
            lock (lastWords)
            {
                lastWords.Enqueue(line.Data);
                if (lastWords.Count > LastWordsKept)
                    lastWords.Dequeue();
            }
        };
        process.BeginErrorReadLine();
    }

    /// <summary>Whether it is gone.</summary>
    public bool HasExited => process.HasExited;

    /// <summary>
    /// Starts this very program as a worker; its entry hands <see cref="WorkerProgram.Command"/> on to <see cref="Worker"/>.
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
            // we run, so it has a name
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, Assembly.GetEntryAssembly()!.GetName().Name + ".dll"));
        start.ArgumentList.Add(WorkerProgram.Command);
        foreach (var argument in options.ToArguments())
            start.ArgumentList.Add(argument);
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_PROCESSOR_COUNT"] = "1";
        return new WorkerProcess(Process.Start(start) ?? throw new IOException($"Could not start a worker from {start.FileName}."));
    }

    /// <summary>Does one job; replies pass through <paramref name="onReply"/> as they come.</summary>
    /// <returns>The reply that ended the job, or null when the process died over it.</returns>
    public async Task<WorkerReply?> RunAsync(WorkerJob job, Action<WorkerReply> onReply, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(job, HuracanJson.Compact).AsMemory(), cancellationToken);
            await process.StandardInput.FlushAsync(cancellationToken);
        }
        catch (IOException)
        {
            return null; // it died between two jobs
        }
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (TryRead(line) is not { } reply)
                continue; // the half line of a worker killed while it wrote, or what a native library prints
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

    /// <summary>How the process ended, in words: its exit code or signal and the last it wrote.</summary>
    public async Task<string> DeathNoteAsync()
    {
        await process.WaitForExitAsync(CancellationToken.None);
        var how = process.ExitCode > 128 ? $"was ended by signal {process.ExitCode - 128}" : $"ended with exit code {process.ExitCode}";
        lock (lastWords)
            return lastWords.Count == 0 ? $"The worker {how}." : $"The worker {how}: {string.Join(" | ", lastWords)}";
    }

    /// <summary>Closes its input, on which it stops within a batch, and makes sure that it is gone.</summary>
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
