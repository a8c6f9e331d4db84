using System.Globalization;
using System.Text.Json.Serialization;
using Huracan.Contracts;
using Huracan.Contracts.Progress;
using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Worker;

namespace Huracan.Cli.Run;

/// <summary>
/// A line of <c>run.log</c>: a message for people, and the same as fields for programs. A field that is null is left out.
/// </summary>
/// <param name="Message">What the terminal shows of it.</param>
internal sealed record RunLogEntry([property: JsonPropertyOrder(-1)] string Message)
{
    /// <summary>When, UTC, ISO 8601 with milliseconds.</summary>
    [JsonPropertyOrder(-3)]
    public string? Time { get; init; }

    [JsonPropertyOrder(-2)]
    public LogLevel Level { get; init; }

    public string? Coin { get; init; }

    public Timeframe? Timeframe { get; init; }

    public string? Family { get; init; }

    /// <summary>Bars.</summary>
    public int? Horizon { get; init; }

    public string? Stage { get; init; }

    /// <summary>What happened to the stage.</summary>
    public StageProgress? Progress { get; init; }

    /// <summary>Share of the stage that is done, 0 to 1.</summary>
    public double? Fraction { get; init; }

    public EpochProgress? Epoch { get; init; }

    public TrialProgress? Trial { get; init; }

    public BacktestedModel? Model { get; init; }

    public LongTraining? LongTraining { get; init; }

    /// <summary>How a unit ended.</summary>
    public UnitStatus? Status { get; init; }

    /// <summary>Score of a unit, 0 to 100.</summary>
    public double? Score { get; init; }

    /// <summary>Highest resident memory of the worker so far.</summary>
    public long? PeakMemoryBytes { get; init; }

    /// <summary>Where the candles of the run come from.</summary>
    public string? Source { get; init; }

    /// <summary>Child processes of the run.</summary>
    public int? Workers { get; init; }

    /// <summary>Units that were done.</summary>
    public int? Done { get; init; }

    /// <summary>Units that were skipped.</summary>
    public int? Skipped { get; init; }

    /// <summary>Units that failed.</summary>
    public int? Failed { get; init; }

    /// <summary>What happened in a stage of a unit.</summary>
    public static RunLogEntry Of(WorkerJob job, StageEvent step)
    {
        var (family, horizon) = CandidateOf(step.Scope);
        return new RunLogEntry($"{step.Scope} {step.Stage} {StageEventText.Of(step)}")
        {
            Level = step.LongTraining is null && step.Failure is null ? LogLevel.Info : LogLevel.Warning,
            Coin = job.Coin,
            Timeframe = job.Timeframe,
            Family = family,
            Horizon = horizon,
            Stage = step.Stage,
            Progress = step.Progress,
            Fraction = step.Progress is StageProgress.Advanced or StageProgress.Kept ? step.Fraction : null,
            Epoch = step.Epoch,
            Trial = step.Trial,
            Model = step.Model,
            LongTraining = step.LongTraining,
        };
    }

    /// <summary>How a worker's job ended.</summary>
    public static RunLogEntry OfEnd(WorkerJob job, WorkerReply end)
    {
        var status = end.Unit?.Status ?? (end.Error is null ? null : end.Refused ? UnitStatus.Skipped : UnitStatus.Failed);
        var memory = string.Create(CultureInfo.InvariantCulture, $" (peak memory {end.PeakMemoryBytes / 1048576.0:F0} MiB)");
        var how = status is { } ended ? $"{ended.ToString().ToLowerInvariant()}: {end.Error ?? end.Unit?.Reason}" : "ingested";
        return new RunLogEntry($"{job.Name} {how}{(HasTold(end) ? memory : "")}")
        {
            Level = status switch { UnitStatus.Failed => LogLevel.Error, UnitStatus.Skipped => LogLevel.Warning, _ => LogLevel.Info },
            Coin = job.Coin,
            Timeframe = job.Timeframe,
            Family = end.Unit?.Family,
            Horizon = end.Unit?.Horizon,
            Status = status,
            Score = end.Unit?.Score,
            PeakMemoryBytes = HasTold(end) ? end.PeakMemoryBytes : null,
        };
    }

    /// <summary>How the units of the run ended.</summary>
    /// <param name="done">Units that were done.</param>
    /// <param name="skipped">Units that were skipped.</param>
    /// <param name="failed">Units that failed.</param>
    /// <param name="stage">The stage the run was to end with; null where that is the last.</param>
    public static RunLogEntry OfRun(int done, int skipped, int failed, string? stage = null) =>
        new($"{(stage is null ? "" : $"{stage} ")}ended: {done} done, {skipped} skipped, {failed} failed")
        {
            Stage = stage,
            Level = failed > 0 ? LogLevel.Error : skipped > 0 ? LogLevel.Warning : LogLevel.Info,
            Done = done,
            Skipped = skipped,
            Failed = failed,
        };

    // A worker that was killed could not say how much it took.
    private static bool HasTold(WorkerReply end) => end.PeakMemoryBytes > 0;

    // Of COIN/timeframe/family/h{bars}; the scope of a whole unit ends with its timeframe.
    private static (string? Family, int? Horizon) CandidateOf(string scope) =>
        scope.Split('/') is [_, _, var family, ['h', .. var bars]] && int.TryParse(bars, CultureInfo.InvariantCulture, out var horizon)
            ? (family, horizon)
            : (null, null);
}
