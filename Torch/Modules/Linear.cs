using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x times the transposed weight, plus a bias: (..., in) to (..., out).</summary>
public sealed class Linear : nn.Module<Tensor, Tensor>
{
    internal Linear(long input, long output, bool hasBias) : base(nameof(Linear))
    {
        weight = new Parameter(empty(output, input));
        nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        if (hasBias)
        {
            var bound = input > 0 ? 1 / Math.Sqrt(input) : 0;
            bias = new Parameter(empty(output));
            nn.init.uniform_(bias, -bound, bound);
        }
        register_parameter(nameof(weight), weight);
        register_parameter(nameof(bias), bias);
    }

    /// <summary>(out, in).</summary>
    public Parameter weight { get; }

    /// <summary>(out), or null.</summary>
    public Parameter? bias { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.linear(input, weight, bias);
}
