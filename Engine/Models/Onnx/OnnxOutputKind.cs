namespace Huracan.Engine.Models.Onnx;

/// <summary>What a graph gives.</summary>
public enum OnnxOutputKind
{
    /// <summary>Logits or probabilities of the three classes.</summary>
    Classes,

    /// <summary>Quantiles of where the price will be.</summary>
    Quantiles,

    /// <summary>Numbers without a meaning of their own, for a fitted head.</summary>
    Embedding,
}
