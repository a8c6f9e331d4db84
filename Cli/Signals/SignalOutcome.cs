using Huracan.Contracts;
using Huracan.Engine.Pipeline.Live;

namespace Huracan.Cli.Signals;

/// <summary>A unit's forecast, or why there is none; one of the two is null.</summary>
internal sealed record SignalOutcome(UnitId Unit, LiveSignal? Signal, string? Refusal);
