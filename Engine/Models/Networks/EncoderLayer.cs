using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Huracan.Engine.Models.Networks;

/// <summary>
/// A layer of a transformer's encoder, normalised before each part: attention of every step to every step, then two linear layers with
/// GELU between, each added to what went in; [B, L, D] to [B, L, D]. After Vaswani et al., "Attention Is All You Need", 2017, and, for
/// where it is normalised, Xiong et al., "On Layer Normalization in the Transformer Architecture", 2020.
/// </summary>
internal sealed class EncoderLayer : Module<Tensor, Tensor>
{
    private readonly int heads;
    private readonly LayerNorm beforeAttention;
    private readonly LayerNorm beforeFeed;
    private readonly Linear projections; // queries, keys and values in one
    private readonly Linear mixed;
    private readonly Linear widened;
    private readonly Linear narrowed;
    private readonly TorchSharp.Modules.Dropout drop;

    /// <param name="size">D, a multiple of the heads.</param>
    /// <param name="heads">Attentions side by side.</param>
    /// <param name="feedSize">Width between the two linear layers.</param>
    /// <param name="dropout">Share of each part's output dropped in training.</param>
    public EncoderLayer(int size, int heads, int feedSize, double dropout)
        : base(nameof(EncoderLayer))
    {
        this.heads = heads;
        beforeAttention = LayerNorm(size);
        beforeFeed = LayerNorm(size);
        projections = Linear(size, 3 * size);
        mixed = Linear(size, size);
        widened = Linear(size, feedSize);
        narrowed = Linear(feedSize, size);
        drop = Dropout(dropout);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var attended = input + drop.forward(Attention(beforeAttention.forward(input)));
        var fed = narrowed.forward(functional.gelu(widened.forward(beforeFeed.forward(attended))));
        return attended + drop.forward(fed);
    }

    private Tensor Attention(Tensor steps)
    {
        var (batch, length, size) = (steps.shape[0], steps.shape[1], steps.shape[2]);
        var parts = projections.forward(steps).reshape(batch, length, 3, heads, size / heads).permute(2, 0, 3, 1, 4); // [3, B, H, L, D/H]
        var scores = parts[0].matmul(parts[1].transpose(2, 3)) / Math.Sqrt((double)size / heads);
        var read = functional.softmax(scores, 3).matmul(parts[2]); // [B, H, L, D/H]
        return mixed.forward(read.transpose(1, 2).reshape(batch, length, size));
    }
}
