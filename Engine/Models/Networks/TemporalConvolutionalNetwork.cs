using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Huracan.Engine.Models.Networks;

/// <summary>
/// Residual blocks of causal convolutions, each dilated twice as far as the one before, → the last step → linear: windows [B, F, L] to
/// logits [B, 3]. With d blocks and kernels of k steps the last step sees 1 + 2(k − 1)(2^d − 1) bars.
/// </summary>
public sealed class TemporalConvolutionalNetwork : Module<Tensor, Tensor>
{
    private readonly ModuleList<TemporalBlock> blocks;
    private readonly Linear head;

    /// <summary>Draws its first weights from torch's global generator.</summary>
    /// <param name="features">F, 1 or more.</param>
    /// <param name="channels">Of every block, 1 or more.</param>
    /// <param name="kernelSize">Steps a convolution reads, 2 or more.</param>
    /// <param name="depth">Blocks, 1 or more.</param>
    /// <param name="dropout">Share dropped in training, 0 to below 1.</param>
    /// <param name="outputs">Numbers it makes of a window: the logits, then those of a value head.</param>
    public TemporalConvolutionalNetwork(int features, int channels, int kernelSize, int depth, double dropout, int outputs = 3)
        : base(nameof(TemporalConvolutionalNetwork))
    {
        blocks = new([
            .. Enumerable.Range(0, depth)
                .Select(i => new TemporalBlock(i == 0 ? features : channels, channels, kernelSize, 1 << i, dropout))
        ]);
        head = Linear(channels, outputs);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var steps = input.transpose(1, 2); // [B, L, F]
        foreach (var block in blocks)
            steps = block.forward(steps);
        return head.forward(steps.select(1, -1));
    }
}
