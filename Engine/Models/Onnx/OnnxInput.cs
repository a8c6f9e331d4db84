using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Huracan.Engine.Models.Onnx;

/// <summary>The one input of a graph: 32-bit floats, a window of bars, the oldest first.</summary>
public sealed record OnnxInput : IValidatableObject
{
    internal const string Batch = "batch";
    private const int MostBars = 10_000;

    /// <summary>Its name in the graph.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Of features <c>[batch, bars, features]</c>, or <c>[batch, features]</c> of the bar itself; of one series <c>[batch, bars]</c> or
    /// <c>[batch, bars, 1]</c>: the word batch, then whole numbers. A window has at most 10,000 bars.
    /// </summary>
    public required IReadOnlyList<string> Shape { get; init; }

    /// <summary>What it holds. Default features.</summary>
    public OnnxInputKind Kind { get; init; }

    /// <summary>
    /// Names of features in the order that the graph reads them; empty, the default, takes all of the set. One series has the name of the
    /// feature with the log return of one bar.
    /// </summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Largest absolute value of a scaled feature; 0.1 to 1,000,000, default 5. A series is not clipped.</summary>
    [Range(0.1, 1e6)]
    public double Clip { get; init; } = 5;

    /// <summary>Bars of a window.</summary>
    [JsonIgnore]
    public int Lookback => IsSeries || Shape.Count == 3 ? Number(1) : 1;

    /// <summary>Numbers of each bar.</summary>
    [JsonIgnore]
    public int Width => IsSeries ? 1 : Number(Shape.Count - 1);

    private bool IsSeries => Kind != OnnxInputKind.Features;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var isShape = Shape.Count is 2 or 3 && Shape[0] == Batch && Enumerable.Range(1, Shape.Count - 1).All(axis => Number(axis) > 0);
        if (!isShape || Lookback > MostBars || (IsSeries && Shape.Count == 3 && Number(2) != 1))
        {
            var rule = IsSeries ? "[batch, bars] or [batch, bars, 1]" : "[batch, bars, features] or [batch, features]";
            yield return new ValidationResult(
                $"is [{string.Join(", ", Shape)}]; it must be {rule}: whole numbers above 0 after the word batch, {MostBars} bars at most.",
                [nameof(Shape)]);
        }
        else if (IsSeries ? Columns.Count != 1 : Columns.Count > 0 && Columns.Count != Width)
            yield return new ValidationResult($"has {Columns.Count} names; the shape is of {Width}.", [nameof(Columns)]);
    }

    // 0 where there is none.
    private int Number(int axis) =>
        int.TryParse(Shape[axis], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
