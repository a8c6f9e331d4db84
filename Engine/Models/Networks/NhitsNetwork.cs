using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Huracan.Engine.Models.Networks;

/// <summary>
/// Blocks that read a window at ever finer rates, each what the ones before it have not accounted for; their logits are added. Windows
/// [B, F, L] to logits [B, 3]. After Challu et al., "N-HiTS: Neural Hierarchical Interpolation for Time Series Forecasting", 2023; the
/// paper's blocks draw lines between points of the forecast too, which three classes do not need.
/// </summary>
public sealed class NhitsNetwork : Module<Tensor, Tensor>
{
    private readonly ModuleList<NhitsBlock> blocks;

    /// <summary>Draws its first weights from torch's global generator.</summary>
    /// <param name="features">F, 1 or more.</param>
    /// <param name="length">L, 1 or more.</param>
    /// <param name="pools">Bars that become one, by block.</param>
    /// <param name="hiddenSize">Width of a block's layers, 1 or more.</param>
    /// <param name="dropout">Share dropped in training, 0 to below 1.</param>
    /// <param name="outputs">Numbers it makes of a window: the logits, then those of a value head.</param>
    public NhitsNetwork(int features, int length, IReadOnlyList<int> pools, int hiddenSize, double dropout, int outputs = 3)
        : base(nameof(NhitsNetwork))
    {
        blocks = new([
            .. pools.Select(pool => new NhitsBlock(features, length, Math.Min(pool, length), hiddenSize, dropout, outputs))
        ]);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var (rest, sum) = blocks[0].forward(input);
        foreach (var block in blocks.Skip(1))
        {
            (rest, var logits) = block.forward(rest);
            sum = sum + logits;
        }
        return sum;
    }
}
