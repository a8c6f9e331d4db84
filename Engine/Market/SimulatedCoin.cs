using System.ComponentModel.DataAnnotations;

namespace Huracan.Engine.Market;

/// <summary>What one simulated coin has of its own, in place of what the market gives all.</summary>
public sealed record SimulatedCoin : IValidatableObject
{
    /// <summary>Signal planted into this coin; null plants none, whatever the market has.</summary>
    public PlantedSignal? Signal { get; init; }

    /// <summary>
    /// Candles it is traded for: those after are flat and without volume, as of a coin that was delisted. 1 or more; null trades to the
    /// end.
    /// </summary>
    public int? TradedBars { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (TradedBars is < 1)
            yield return new ValidationResult($"is {TradedBars}; it must be 1 or more.", [nameof(TradedBars)]);
    }
}
