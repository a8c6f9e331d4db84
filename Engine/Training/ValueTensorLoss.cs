using Huracan.Engine.Models;
using Huracan.Engine.Models.Values;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Huracan.Engine.Training;

/// <summary><see cref="ValueLoss"/> over a batch, by libtorch.</summary>
internal static class ValueTensorLoss
{
    /// <summary>The loss of each row [B].</summary>
    /// <param name="outputs">Rows of <see cref="ValueOutputs"/> [B, 6].</param>
    /// <param name="outcomes">Returns in the same scale [B].</param>
    public static Tensor Of(Tensor outputs, Tensor outcomes)
    {
        var median = outputs.narrow(1, 1, 1);
        var distances = functional.softplus(outputs.narrow(1, 2, 4));
        var upper = median + distances.narrow(1, 0, 2).cumsum(1);
        var lower = median - distances.narrow(1, 2, 2).cumsum(1).flip(1);
        var above = outcomes.unsqueeze(1) - cat([lower, median, upper], 1); // [B, 5]
        var levels = tensor(ReturnQuantiles.Levels.Select(level => (float)level).ToArray(), device: outputs.device);
        var pinball = maximum(above * levels, above * (levels - 1)).mean([1]);
        var huber = functional.huber_loss(outputs.select(1, 0), outcomes, ValueLoss.HuberFrom, Reduction.None);
        return huber + pinball;
    }
}
