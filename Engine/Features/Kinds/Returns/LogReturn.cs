using System.Numerics.Tensors;

namespace Huracan.Engine.Features.Kinds.Returns;

/// <summary>ln(C_t / C_(t-n)).</summary>
[FeatureKind("log_return")]
internal sealed class LogReturn(FeatureParameters parameters) : IFeature
{
    private readonly int period = parameters.Window("period", 1, min: 1);

    public int WarmUp => period;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var logs = input.LogClose();
        TensorPrimitives.Subtract(logs[period..], logs.Slice(0, logs.Length - period), destination[period..]);
    }
}
