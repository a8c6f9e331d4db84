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

    /// <summary>
    /// What breaks a rule, a sentence for each key: for a description that comes from a saved model. A settings file is checked when it is
    /// read.
    /// </summary>
    internal IReadOnlyList<string> Faults => [.. FaultsOf(this, ""), .. FaultsOf(Input, "input"), .. FaultsOf(Output, "output")];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Mode == OnnxMode.ZeroShot && Output.Kind == OnnxOutputKind.Embedding)
            yield return new ValidationResult("is zero_shot; an embedding is no forecast and needs fitted_head.", [nameof(Mode)]);
    }

    private static IEnumerable<string> FaultsOf(object part, string key)
    {
        var errors = new List<ValidationResult>();
        Validator.TryValidateObject(part, new ValidationContext(part), errors, validateAllProperties: true);
        return errors.Select(error => OptionErrors.Sentence(error, key));
    }
}
