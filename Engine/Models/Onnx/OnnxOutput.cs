using System.ComponentModel.DataAnnotations;

namespace Huracan.Engine.Models.Onnx;

/// <summary>The output of a graph that is read: 32-bit floats. Others that it has are not computed.</summary>
public sealed record OnnxOutput : IValidatableObject
{
    private const string Levels = "levels";
    private const string Steps = "steps";
    private const int LeastLevels = 3;
    private static readonly string[] Classes = ["down", "flat", "up"];

    /// <summary>Its name in the graph.</summary>
    public required string Name { get; init; }

    /// <summary>What it holds.</summary>
    public required OnnxOutputKind Kind { get; init; }

    /// <summary>The classes in the order that the graph has them. Default down, flat, up.</summary>
    public IReadOnlyList<string> Order { get; init; } = Classes;

    /// <summary>Whether classes are logits, and no probabilities. Default true.</summary>
    public bool IsLogits { get; init; } = true;

    /// <summary>
    /// Axes of quantiles: <c>[batch, levels]</c>, <c>[batch, steps, levels]</c> or <c>[batch, levels, steps]</c>. Default the first.
    /// Classes are <c>[batch, 3]</c> and an embedding is <c>[batch, any]</c>.
    /// </summary>
    public IReadOnlyList<string> Axes { get; init; } = [OnnxInput.Batch, Levels];

    /// <summary>Levels of the quantiles, three or more, ascending between 0 and 1.</summary>
    public IReadOnlyList<double> QuantileLevels { get; init; } = [];

    /// <summary>Place of the first level along its axis: 1 where a mean stands before them. 0 or more, default 0.</summary>
    [Range(0, 1000)]
    public int FirstLevel { get; init; }

    /// <summary>What the quantiles are of. Default log_return.</summary>
    public OnnxUnit Unit { get; init; }

    /// <summary>Bars ahead that quantiles are of, and along the axis of steps the place, from 1. Quantiles must have it.</summary>
    [Range(1, 10_000)]
    public int? Step { get; init; }

    /// <summary>Place of a class, 0 down to 2 up, in the graph's order.</summary>
    internal int PlaceOf(int label) => Order.ToList().IndexOf(Classes[label]);

    /// <summary>Axis of the levels, and of the steps; −1 where there is none.</summary>
    internal (int Levels, int Steps) AxesOfQuantiles => (Axes.ToList().IndexOf(Levels), Axes.ToList().IndexOf(Steps));

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Kind == OnnxOutputKind.Classes && !Order.Order(StringComparer.Ordinal).SequenceEqual(Classes))
        {
            yield return new ValidationResult(
                $"is [{string.Join(", ", Order)}]; it must hold down, flat and up once each.", [nameof(Order)]);
        }
        if (Kind != OnnxOutputKind.Quantiles)
            yield break;
        var isAscending = QuantileLevels.Zip(QuantileLevels.Skip(1)).All(pair => pair.First < pair.Second);
        if (QuantileLevels.Count < LeastLevels || !isAscending || QuantileLevels.Any(level => level is not (> 0 and < 1)))
        {
            var levels = string.Join(", ", QuantileLevels.Select(level => FormattableString.Invariant($"{level}")));
            yield return new ValidationResult(
                $"is [{levels}]; it must hold {LeastLevels} or more, ascending between 0 and 1.", [nameof(QuantileLevels)]);
        }
        if (!Axes.SequenceEqual([OnnxInput.Batch, Levels]) && !Axes.SequenceEqual([OnnxInput.Batch, Steps, Levels])
            && !Axes.SequenceEqual([OnnxInput.Batch, Levels, Steps]))
        {
            yield return new ValidationResult(
                $"is [{string.Join(", ", Axes)}]; it must be [batch, levels], [batch, steps, levels] or [batch, levels, steps].",
                [nameof(Axes)]);
        }
        if (Step is null)
            yield return new ValidationResult("is missing: the bars ahead that the quantiles are of.", [nameof(Step)]);
    }
}
