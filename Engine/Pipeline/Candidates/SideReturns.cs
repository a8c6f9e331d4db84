namespace Huracan.Engine.Pipeline.Candidates;

/// <summary>Mean log returns of the price over trades of one side; 0 where there were none.</summary>
/// <param name="Pays">Of trades that paid.</param>
/// <param name="Fails">Of trades that did not.</param>
public sealed record SideReturns(double Pays, double Fails);
