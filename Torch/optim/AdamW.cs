using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter, 2019): the same operations in the same order as PyTorch, a few native
/// calls for all parameters together.
/// </summary>
public sealed class AdamW : optim.Optimizer
{
    private static readonly Op mul = new("aten::_foreach_mul_", "Scalar");
    private static readonly Op div = new("aten::_foreach_div_", "Scalar");
    private static readonly Op add_list = new("aten::_foreach_add_", "List");
    private static readonly Op add_scalar = new("aten::_foreach_add_", "Scalar");
    private static readonly Op addcmul = new("aten::_foreach_addcmul_", "Scalar");
    private static readonly Op addcdiv = new("aten::_foreach_addcdiv_", "Scalar");
    private static readonly Op sqrt = new("aten::_foreach_sqrt");

    private readonly double beta1, beta2, eps, decay;
    private readonly long[] steps;
    private readonly Tensor?[] average, square;

    internal AdamW(IEnumerable<Parameter> parameters, double lr, double beta1, double beta2, double eps, double decay)
        : base(parameters, lr)
    {
        if (beta1 is not (>= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(beta1), beta1, "must be in [0, 1)");
        if (beta2 is not (>= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(beta2), beta2, "must be in [0, 1)");
        if (!(eps >= 0)) throw new ArgumentOutOfRangeException(nameof(eps), eps, "must not be negative");
        if (!(decay >= 0)) throw new ArgumentOutOfRangeException(nameof(decay), decay, "must not be negative");
        (this.beta1, this.beta2, this.eps, this.decay) = (beta1, beta2, eps, decay);
        (steps, average, square) = (new long[all.Length], new Tensor?[all.Length], new Tensor?[all.Length]);
    }

    private protected override void Step()
    {
        var gradients = new Tensor?[all.Length];
        for (var i = 0; i < all.Length; i++)
        {
            gradients[i] = all[i].grad;
            if (gradients[i] is null) continue;
            steps[i]++;
            average[i] ??= zeros_like(all[i]).DetachFromDisposeScope();
            square[i] ??= zeros_like(all[i]).DetachFromDisposeScope();
        }
        // Parameters that got their first gradient later are behind the others; as a rule all are at the same step.
        foreach (var step in steps.Where((_, i) => gradients[i] is not null).Distinct().ToArray())
        {
            int[] at = [.. Enumerable.Range(0, all.Length).Where(i => gradients[i] is not null && steps[i] == step)];
            Update(step, Pick(all), Pick(gradients), Pick(average), Pick(square));

            // Those picked have a gradient, and so averages.
            Tensor[] Pick(Tensor?[] list) => Array.ConvertAll(at, i => list[i]!);
        }
    }

    private void Update(long step, Tensor[] parameters, Tensor[] gradients, Tensor[] averages, Tensor[] squares)
    {
        var correction1 = 1 - Math.Pow(beta1, step);
        var correction2 = 1 - Math.Pow(beta2, step);
        mul.Do(parameters, 1 - LearningRate * decay);
        mul.Do(averages, beta1);
        add_list.Do(averages, gradients, 1 - beta1);
        mul.Do(squares, beta2);
        addcmul.Do(squares, gradients, gradients, 1 - beta2);
        var denominators = sqrt.CallMany(squares.Length, squares);
        div.Do(denominators, Math.Sqrt(correction2));
        add_scalar.Do(denominators, eps);
        addcdiv.Do(parameters, averages, denominators, -(LearningRate / correction1));
    }

    private protected override IEnumerable<(string Name, Tensor Value)> Memory()
    {
        for (var i = 0; i < all.Length; i++)
        {
            yield return ($"step.{i}", tensor(steps[i]));
            if (average[i] is not { } mean || square[i] is not { } meanSquare) continue;
            yield return ($"exp_avg.{i}", mean.alias());
            yield return ($"exp_avg_sq.{i}", meanSquare.alias());
        }
    }

    private protected override void Remember(SafetensorsFile memory)
    {
        using var scope = NewDisposeScope();
        var readSteps = new long[all.Length];
        var read = new (Tensor Average, Tensor Square)?[all.Length];
        for (var i = 0; i < all.Length; i++)
        {
            readSteps[i] = memory.Tensor($"step.{i}", int64, []).ToInt64();
            if (!memory.Contains($"exp_avg.{i}")) continue;
            var (type, shape) = (all[i].dtype, all[i].shape);
            read[i] = (memory.Tensor($"exp_avg.{i}", type, shape), memory.Tensor($"exp_avg_sq.{i}", type, shape));
        }
        for (var i = 0; i < all.Length; i++)
        {
            steps[i] = readSteps[i];
            average[i]?.Dispose();
            square[i]?.Dispose();
            average[i] = read[i]?.Average.to(all[i].device).DetachFromDisposeScope();
            square[i] = read[i]?.Square.to(all[i].device).DetachFromDisposeScope();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing) return;
        foreach (var tensor in average.Concat(square)) tensor?.Dispose();
    }
}
