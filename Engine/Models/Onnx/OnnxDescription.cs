using System.ComponentModel.DataAnnotations;

namespace Huracan.Engine.Models.Onnx;

/// <summary>What a person says of an ONNX graph (docs/families.md): its input, the output that is read, and what becomes of it.</summary>
public sealed record OnnxDescription : IValidatableObject
{
    /// <summary>The graph; a relative path starts at the folder of the description.</summary>
    public required string File { get; init; }

    /// <summary>What becomes of the outputs. Default zero_shot.</summary>
    public OnnxMode Mode { get; init; }

    /// <summary>The input.</summary>
    public required OnnxInput Input { get; init; }

    /// <summary>The output.</summary>
    public required OnnxOutput Output { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Mode == OnnxMode.ZeroShot && Output.Kind == OnnxOutputKind.Embedding)
            yield return new ValidationResult("is zero_shot; an embedding is no forecast and needs fitted_head.", [nameof(Mode)]);
    }
}
