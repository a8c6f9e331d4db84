namespace Huracan.Engine.Models.Onnx;

/// <summary>What quantiles are quantiles of.</summary>
public enum OnnxUnit
{
    /// <summary>The log return from the last bar's close; the same as the log price, where the input's is 0 at the last bar.</summary>
    LogReturn,

    /// <summary>The price over the last bar's close.</summary>
    Price,
}
