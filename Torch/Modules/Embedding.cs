using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A row of a learned table for each index: (...) of 64-bit integers to (..., dims).</summary>
public sealed class Embedding : nn.Module<Tensor, Tensor>
{
    internal Embedding(long rows, long dims) : base(nameof(Embedding))
    {
        weight = new Parameter(empty(rows, dims));
        nn.init.normal_(weight);
        register_parameter(nameof(weight), weight);
    }

    /// <summary>(rows, dims).</summary>
    public Parameter weight { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.embedding(input, weight);
}
