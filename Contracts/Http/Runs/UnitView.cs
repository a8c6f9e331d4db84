using Huracan.Contracts.Progress;
using Huracan.Contracts.Reports;

namespace Huracan.Contracts.Http.Runs;

/// <summary>A unit of a run as lists and pages show it.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Coin">Symbol.</param>
/// <param name="Timeframe">Timeframe.</param>
/// <param name="State">Where it stands.</param>
/// <param name="DesiredState"><c>RUN</c>, <c>PAUSE</c> or <c>CANCEL</c>: what an operator wants of it.</param>
/// <param name="Owner">The silo that works on it; null when none does.</param>
/// <param name="Device">What its models are trained on; null until a silo has taken it.</param>
/// <param name="Progress">Share of the current stage that is done, 0 to 1.</param>
/// <param name="Activity">What its work is doing; null when nobody works on it or nothing was told yet.</param>
/// <param name="Reason">Why it ended or waits, in words.</param>
/// <param name="Faults">Attempts that ended in an error.</param>
/// <param name="Since">Since when it stands there, UTC.</param>
/// <param name="Result">How it ended; null until it has.</param>
public sealed record UnitView(
    string RunId, string Coin, Timeframe Timeframe, UnitState State, string DesiredState, string? Owner, string? Device, double Progress,
    UnitActivity? Activity, string Reason, int Faults,
    DateTimeOffset Since, UnitResult? Result);
