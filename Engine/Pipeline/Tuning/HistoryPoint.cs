using Huracan.Engine.Search.Studies;

namespace Huracan.Engine.Pipeline.Tuning;

/// <summary>A trial in <c>optimization_history.json</c>.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Phase">1 random, 2 TPE, 3 fine-tuning.</param>
/// <param name="State">How it ended.</param>
/// <param name="Value">Its value; null where there is none.</param>
/// <param name="Best">Best value of a complete trial up to it; null before the first.</param>
public sealed record HistoryPoint(int Number, int Phase, TrialState State, double? Value, double? Best);
