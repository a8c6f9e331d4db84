namespace Huracan.Engine.Market;

/// <summary>A state the simulated market may be in.</summary>
public sealed record SimulatedRegime
{
    /// <summary>Word for it.</summary>
    public required string Name { get; init; }

    /// <summary>Volatility against that of the other regimes; positive. Only the ratios matter. Default 1.</summary>
    public double Volatility { get; init; } = 1;

    /// <summary>Expected simple return a year, as a fraction. Default 0, which keeps prices a martingale.</summary>
    public double AnnualDrift { get; init; }

    /// <summary>Mean time it lasts, days; positive. Default 8.</summary>
    public double MeanDays { get; init; } = 8;
}
