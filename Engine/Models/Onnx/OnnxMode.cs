namespace Huracan.Engine.Models.Onnx;

/// <summary>What becomes of a graph's outputs.</summary>
public enum OnnxMode
{
    /// <summary>They are the forecast: nothing is trained.</summary>
    ZeroShot,

    /// <summary>A multinomial logistic regression is fitted on them.</summary>
    FittedHead,
}
