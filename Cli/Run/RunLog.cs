using System.Globalization;
using Huracan.Contracts;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Worker;

namespace Huracan.Cli.Run;

/// <summary>
/// <c>run.log</c> of the run and of every unit: what happened when. A resumed run writes on at the end. Times are here and not in
/// the results, which must be the same bytes whenever they are made.
/// </summary>
internal sealed class RunLog(string runFolder, TimeProvider time)
{
    private readonly Lock gate = new();

    public void Write(string line) => Append(RunOutputs.Log, line);

    public void Take(WorkerJob job, WorkerReply reply)
    {
        var unitLog = job.Timeframe is { } timeframe ? $"{new UnitId(job.Coin, timeframe)}/{RunOutputs.Log}" : null;
        if (reply.Event is { } step)
        {
            if (unitLog is not null)
                Append(unitLog, $"{step.Scope} {step.Stage} {StageEventText.Of(step)}");
            return;
        }
        // A worker that was killed could not say how much it took.
        var memory = reply.PeakMemoryBytes > 0
            ? string.Create(CultureInfo.InvariantCulture, $" (peak memory {reply.PeakMemoryBytes / 1048576.0:F0} MiB)")
            : "";
        var end = reply.Error is { } error
            ? $"failed: {error}"
            : reply.Unit is { } unit
            ? $"{unit.Status.ToString().ToLowerInvariant()}: {unit.Reason}"
            : "ingested";
        Append(RunOutputs.Log, $"{job.Name} {end}{memory}");
        if (unitLog is not null)
            Append(unitLog, $"{end}{memory}");
    }

    private void Append(string name, string line)
    {
        var path = Path.Combine(runFolder, name);
        lock (gate)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!); // a combined path has a folder
            File.AppendAllText(
                path, string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {line}\n"));
        }
    }
}
