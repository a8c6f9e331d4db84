using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Stages;

namespace Huracan.Api.Tracking;

/// <summary>A line of the <c>run.log</c> that a run of the cluster would have; what is null is left out.</summary>
/// <param name="Time">When, UTC, ISO 8601 with milliseconds.</param>
internal sealed record HistoryLine(string Time)
{
    public string? Coin { get; init; }

    public Timeframe? Timeframe { get; init; }

    public string? Family { get; init; }

    /// <summary>Bars.</summary>
    public int? Horizon { get; init; }

    public string? Stage { get; init; }

    public StageProgress? Progress { get; init; }

    /// <summary>The trial that began or ended.</summary>
    public HistoryTrial? Trial { get; init; }

    /// <summary>How a unit ended.</summary>
    public UnitStatus? Status { get; init; }

    public int? Done { get; init; }

    public int? Skipped { get; init; }

    public int? Failed { get; init; }

    public bool? Cancelled { get; init; }
}

/// <summary>A trial of a line.</summary>
/// <param name="Number">Its number.</param>
internal sealed record HistoryTrial(int Number);
