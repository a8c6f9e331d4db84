using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Huracan.Engine.Models.Networks;

/// <summary>
/// A block of N-HiTS: the window is pooled to a coarser rate, two layers read it and give logits and a few points of each feature, between
/// which lines are drawn: the part of the window that the block accounts for.
/// </summary>
internal sealed class NhitsBlock : Module<Tensor, (Tensor Left, Tensor Logits)>
{
    private readonly int pool;
    private readonly int points;
    private readonly int outputs;
    private readonly Linear first;
    private readonly Linear second;
    private readonly Linear coefficients;
    private readonly TorchSharp.Modules.Dropout drop;

    /// <param name="features">F.</param>
    /// <param name="length">L.</param>
    /// <param name="pool">Bars that become one, and of which there is one point.</param>
    /// <param name="hiddenSize">Width of the layers.</param>
    /// <param name="dropout">Share of each layer's output dropped in training.</param>
    /// <param name="outputs">Logits, and numbers for a value head.</param>
    public NhitsBlock(int features, int length, int pool, int hiddenSize, double dropout, int outputs)
        : base(nameof(NhitsBlock))
    {
        (this.pool, this.outputs) = (pool, outputs);
        points = (length + pool - 1) / pool;
        first = Linear(features * points, hiddenSize);
        second = Linear(hiddenSize, hiddenSize);
        coefficients = Linear(hiddenSize, features * points + outputs);
        drop = Dropout(dropout);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override (Tensor Left, Tensor Logits) forward(Tensor input)
    {
        var (batch, features, length) = (input.shape[0], input.shape[1], input.shape[2]);
        var pooled = pool == 1 ? input : functional.max_pool1d(input, pool, pool, ceil_mode: true);
        var hidden = drop.forward(functional.relu(first.forward(pooled.reshape(batch, -1))));
        hidden = drop.forward(functional.relu(second.forward(hidden)));
        var made = coefficients.forward(hidden);
        var knots = made.narrow(1, 0, features * points).reshape(batch, features, points);
        var account = points == length ? knots : knots.matmul(Lines(points, length, knots.device));
        return (input - account, made.narrow(1, features * points, outputs));
    }

    /// <summary>
    /// Weights [points, length] that draw lines between points, flat before the first and behind the last: those of torch's linear
    /// <c>interpolate</c>, whose gradient on a GPU has other last digits each time.
    /// </summary>
    internal static Tensor Lines(long points, long length, Device device)
    {
        var places = ((arange(length, ScalarType.Float32, device) + 0.5f) * ((float)points / length) - 0.5f).clamp(0, points - 1);
        return functional.relu(1 - (places - arange(points, ScalarType.Float32, device).unsqueeze(1)).abs());
    }
}
