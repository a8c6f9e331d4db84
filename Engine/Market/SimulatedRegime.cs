namespace Huracan.Engine.Market;

/// <summary>A state the simulated market may be in.</summary>
/// <param name="Name">Word for it.</param>
/// <param name="Volatility">Volatility against that of the other regimes; positive. Only the ratios matter.</param>
/// <param name="AnnualDrift">Expected simple return a year, as a fraction; 0 keeps prices a martingale.</param>
/// <param name="MeanDays">Mean time it lasts, days; positive.</param>
public sealed record SimulatedRegime(string Name, double Volatility, double AnnualDrift, double MeanDays);
