namespace Huracan.Engine.Models.Onnx;

/// <summary>What a window holds.</summary>
public enum OnnxInputKind
{
    /// <summary>Scaled features of each bar.</summary>
    Features,

    /// <summary>Log returns of one bar.</summary>
    Returns,

    /// <summary>Logarithm of each close over the last one, which so is 0.</summary>
    LogPrice,

    /// <summary>Each close over the last one, which so is 1.</summary>
    Price,
}
