using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Huracan.Engine.Models.Networks;

/// <summary>
/// Each bar's features → linear → position added → layers of a transformer's encoder → the last step → linear: windows [B, F, L] to
/// logits [B, 3]. No mask: a window ends with the bar that is forecast from.
/// </summary>
public sealed class TransformerNetwork : Module<Tensor, Tensor>
{
    private readonly Linear embedding;
    private readonly TorchSharp.Modules.Dropout drop;
    private readonly ModuleList<EncoderLayer> layers;
    private readonly LayerNorm norm;
    private readonly Linear head;

    /// <summary>Draws its first weights from torch's global generator.</summary>
    /// <param name="features">F, 1 or more.</param>
    /// <param name="size">Width of a step, a multiple of the heads and of 2.</param>
    /// <param name="heads">Attentions side by side, 1 or more.</param>
    /// <param name="depth">Layers, 1 or more.</param>
    /// <param name="dropout">Share dropped in training, 0 to below 1.</param>
    /// <param name="outputs">Numbers it makes of a window: the logits, then those of a value head.</param>
    public TransformerNetwork(int features, int size, int heads, int depth, double dropout, int outputs = 3)
        : base(nameof(TransformerNetwork))
    {
        embedding = Linear(features, size);
        drop = Dropout(dropout);
        layers = new([.. Enumerable.Range(0, depth).Select(_ => new EncoderLayer(size, heads, 2 * size, dropout))]);
        norm = LayerNorm(size);
        head = Linear(size, outputs);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var steps = embedding.forward(input.transpose(1, 2)); // [B, L, D]
        steps = drop.forward(steps + Positions(steps.shape[1], steps.shape[2], steps.device));
        foreach (var layer in layers)
            steps = layer.forward(steps);
        return head.forward(norm.forward(steps.select(1, -1)));
    }

    // Sines and cosines of wavelengths from 2π to 10,000 · 2π bars: what a step is does not depend on how long the window is, as the last
    // has position 0.
    private static Tensor Positions(long length, long size, Device device)
    {
        var back = arange(length - 1, -1, -1, ScalarType.Float32, device).unsqueeze(1);
        var rates = exp(arange(0, size, 2, ScalarType.Float32, device) * (-Math.Log(10_000) / size));
        var angles = back * rates; // [L, D/2]
        return stack([angles.sin(), angles.cos()], 2).reshape(length, size);
    }
}
