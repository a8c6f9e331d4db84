using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Huracan.Engine.Models.Networks;

/// <summary>
/// Every feature by itself, with the same weights: its window is cut into overlapping patches, which a transformer's encoder reads as
/// steps; what it makes of all features goes through dropout and one linear layer. Windows [B, F, L] to logits [B, 3]. After Nie, Nguyen,
/// Sinthong and Kalagnanam, "A Time Series is Worth 64 Words", 2023, with layer instead of batch normalisation, before each part, and
/// without the attention scores of one layer added to the next.
/// </summary>
public sealed class PatchTstNetwork : Module<Tensor, Tensor>
{
    private readonly int patch;
    private readonly int stride;
    private readonly bool normalise;
    private readonly Linear embedding;
    private readonly Parameter positions;
    private readonly TorchSharp.Modules.Dropout drop;
    private readonly ModuleList<EncoderLayer> layers;
    private readonly LayerNorm norm;
    private readonly Linear head;

    /// <summary>Draws its first weights from torch's global generator.</summary>
    /// <param name="features">F, 1 or more.</param>
    /// <param name="length">L, <paramref name="patch"/> or more.</param>
    /// <param name="patch">Bars of a patch, 1 or more.</param>
    /// <param name="stride">Bars from one patch to the next, 1 to <paramref name="patch"/>.</param>
    /// <param name="size">Width of a step, a multiple of the heads.</param>
    /// <param name="heads">Attentions side by side, 1 or more.</param>
    /// <param name="depth">Layers, 1 or more.</param>
    /// <param name="dropout">Share dropped in training, 0 to below 1.</param>
    /// <param name="normalise">Whether each window of a feature is first brought to mean 0 and deviation 1.</param>
    /// <param name="outputs">Numbers it makes of a window: the logits, then those of a value head.</param>
    public PatchTstNetwork(
        int features, int length, int patch, int stride, int size, int heads, int depth, double dropout, bool normalise,
        int outputs = 3)
        : base(nameof(PatchTstNetwork))
    {
        (this.patch, this.stride, this.normalise) = (patch, stride, normalise);
        var patches = (length - patch) / stride + 2; // the last begins within a stride of the end
        embedding = Linear(patch, size);
        positions = Parameter(randn(patches, size) * 0.02);
        drop = Dropout(dropout);
        layers = new([.. Enumerable.Range(0, depth).Select(_ => new EncoderLayer(size, heads, 2 * size, dropout))]);
        norm = LayerNorm(size);
        head = Linear(features * patches * size, outputs);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var series = normalise ? Normalised(input) : input;
        var (batch, features, length) = (series.shape[0], series.shape[1], series.shape[2]);
        // As in the paper, the last value is repeated for a stride, so that the newest bars are in two patches as well.
        var padded = cat([series, series.narrow(2, length - 1, 1).expand(batch, features, stride)], 2);
        var steps = padded.unfold(2, patch, stride).reshape(batch * features, -1, patch); // [B · F, N, P]
        steps = drop.forward(embedding.forward(steps) + positions);
        foreach (var layer in layers)
            steps = layer.forward(steps);
        return head.forward(drop.forward(norm.forward(steps).reshape(batch, -1)));
    }

    private static Tensor Normalised(Tensor input)
    {
        var centred = input - input.mean([2], keepdim: true);
        return centred / (centred.square().mean([2], keepdim: true) + 1e-5).sqrt();
    }
}
