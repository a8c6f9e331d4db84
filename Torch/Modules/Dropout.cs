using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>In training sets each element to zero with probability p and divides the others by 1 - p.</summary>
public sealed class Dropout : nn.Module<Tensor, Tensor>
{
    private readonly double p;
    private readonly bool inplace;

    internal Dropout(double p, bool inplace) : base(nameof(Dropout))
    {
        if (p is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(p), p, "must be in [0, 1]");
        (this.p, this.inplace) = (p, inplace);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.dropout(input, p, training, inplace);
}
