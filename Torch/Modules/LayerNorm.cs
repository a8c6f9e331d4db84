using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Mean 0 and variance 1 over the last dimensions, then scaled and shifted by learned values.</summary>
public sealed class LayerNorm : nn.Module<Tensor, Tensor>
{
    private readonly long[] shape;
    private readonly double eps;

    internal LayerNorm(long[] shape, double eps, bool affine, bool hasBias) : base(nameof(LayerNorm))
    {
        (this.shape, this.eps) = (shape, eps);
        if (affine) weight = new Parameter(ones(shape));
        if (affine && hasBias) bias = new Parameter(zeros(shape));
        register_parameter(nameof(weight), weight);
        register_parameter(nameof(bias), bias);
    }

    /// <summary>The scale, or null.</summary>
    public Parameter? weight { get; }

    /// <summary>The shift, or null.</summary>
    public Parameter? bias { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.layer_norm(input, shape, weight, bias, eps);
}
