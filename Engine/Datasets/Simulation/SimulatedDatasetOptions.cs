using System.ComponentModel.DataAnnotations;
using Huracan.Contracts;
using Huracan.Engine.Leakage.Statistics;

namespace Huracan.Engine.Datasets.Simulation;

/// <summary>What a simulated dataset looks like.</summary>
public sealed record SimulatedDatasetOptions : IValidatableObject
{
    /// <summary>Rows of all parts and symbols together; 300 or more for each symbol, at most 10,000,000. Default 124,000.</summary>
    public int Rows { get; init; } = 124_000;

    /// <summary>Features; 1 to 400. Default 120.</summary>
    public int Features { get; init; } = 120;

    /// <summary>Symbols, besides the Bitcoin whose candles some features read; 1 to 999. Default 20.</summary>
    public int Symbols { get; init; } = 20;

    /// <summary>Horizons of the labels, bars, each once; 1 to 1,000. Default 5 and 20.</summary>
    public IReadOnlyList<int> Horizons { get; init; } = [5, 20];

    /// <summary>Length of a bar. Default 1h.</summary>
    public Timeframe Timeframe { get; init; } = Timeframe.H1;

    /// <summary>How features are scaled. Default by mean and deviation.</summary>
    public ScalerKind Scaler { get; init; } = ScalerKind.Standard;

    /// <summary>What is planted. Default nothing.</summary>
    public PlantedLeak Leak { get; init; }

    /// <summary>Annualised Sharpe ratio after costs of a signal in every symbol; 0 plants none. 0 to 50, default 0.</summary>
    public double NetSharpe { get; init; }

    /// <summary>Seed of market and noise. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Symbols is < 1 or > 999)
            yield return new ValidationResult($"is {Symbols}; it must lie in [1, 999].", [nameof(Symbols)]);
        else if (Rows < 300 * Symbols || Rows > 10_000_000)
            yield return new ValidationResult($"is {Rows}; it must lie in [{300 * Symbols}, 10000000], 300 a symbol.", [nameof(Rows)]);
        if (Features is < 1 or > 400)
            yield return new ValidationResult($"is {Features}; it must lie in [1, 400].", [nameof(Features)]);
        if (Horizons.Count == 0 || Horizons.Any(h => h is < 1 or > 1_000) || Horizons.Distinct().Count() < Horizons.Count)
            yield return new ValidationResult(
                $"is {string.Join(",", Horizons)}; it must hold bars in [1, 1000], each once.", [nameof(Horizons)]);
        if (NetSharpe is not (>= 0 and <= 50))
            yield return new ValidationResult($"is {NetSharpe}; it must lie in [0, 50].", [nameof(NetSharpe)]);
    }
}
