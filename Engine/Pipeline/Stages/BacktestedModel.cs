namespace Huracan.Engine.Pipeline.Stages;

/// <summary>The model a backtest found.</summary>
/// <param name="Path">Its folder.</param>
/// <param name="Reason">Why it is this one, as the backtest's results have it.</param>
public sealed record BacktestedModel(string Path, string Reason);
