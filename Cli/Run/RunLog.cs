using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Huracan.Contracts;
using Huracan.Contracts.Json;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Storage.Files;
using Huracan.Worker;

namespace Huracan.Cli.Run;

/// <summary>
/// <c>run.log</c> of the run and of every unit: what happened when, a JSON object per line. A resumed run writes on at the end. Times are
/// here and not in the results, which must be the same bytes whenever they are made.
/// </summary>
internal sealed class RunLog(string runFolder, TimeProvider time)
{
    private static readonly JsonSerializerOptions Options = new(HuracanJson.Compact)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly Lock gate = new();

    public void Write(RunLogEntry entry) => Append(RunOutputs.Log, entry);

    public void Handle(WorkerJob job, WorkerReply reply)
    {
        var unitLog = job.Timeframe is { } timeframe ? $"{new UnitId(job.Coin, timeframe)}/{RunOutputs.Log}" : null;
        var entry = reply.Event is { } step ? RunLogEntry.Of(job, step) : RunLogEntry.OfEnd(job, reply);
        if (reply.IsEnd)
            Append(RunOutputs.Log, entry);
        if (unitLog is not null)
            Append(unitLog, entry);
    }

    private void Append(string name, RunLogEntry entry)
    {
        lock (gate)
        {
            var now = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            LineFile.Append(Path.Combine(runFolder, name), JsonSerializer.SerializeToUtf8Bytes(entry with { Time = now }, Options));
        }
    }
}
