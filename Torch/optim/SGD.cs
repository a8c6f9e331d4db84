using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Gradient descent, with momentum if given, computed as PyTorch does.</summary>
public sealed class SGD : optim.Optimizer
{
    private static readonly Op add_list = new("aten::_foreach_add_", "List");
    private static readonly Op add_new = new("aten::_foreach_add", "List");

    private readonly double momentum, decay;
    private readonly Tensor?[] velocity;

    internal SGD(IEnumerable<Parameter> parameters, double lr, double momentum, double decay) : base(parameters, lr)
    {
        if (!(momentum >= 0)) throw new ArgumentOutOfRangeException(nameof(momentum), momentum, "must not be negative");
        if (!(decay >= 0)) throw new ArgumentOutOfRangeException(nameof(decay), decay, "must not be negative");
        (this.momentum, this.decay, velocity) = (momentum, decay, new Tensor?[all.Length]);
    }

    private protected override void Step()
    {
        var parameters = new List<Tensor>();
        var gradients = new List<Tensor>();
        var old = new List<int>();
        for (var i = 0; i < all.Length; i++)
        {
            if (all[i].grad is not { } gradient) continue;
            parameters.Add(all[i]);
            gradients.Add(gradient);
            old.Add(i);
        }
        if (parameters.Count == 0) return;
        Tensor[] changed = [.. parameters], by = [.. gradients];
        if (decay != 0) by = add_new.CallMany(by.Length, by, changed, decay);
        if (momentum != 0)
        {
            for (var k = 0; k < by.Length; k++)
            {
                if (velocity[old[k]] is { } moving) moving.mul_(momentum).add_(by[k]);
                else velocity[old[k]] = by[k].clone().DetachFromDisposeScope();
            }
            // Every one was set just above.
            by = [.. old.Select(i => velocity[i]!)];
        }
        add_list.Do(changed, by, -LearningRate);
    }

    private protected override IEnumerable<(string Name, Tensor Value)> Memory()
    {
        for (var i = 0; i < all.Length; i++)
            if (velocity[i] is { } moving) yield return ($"momentum_buffer.{i}", moving.alias());
    }

    private protected override void Remember(SafetensorsFile memory)
    {
        using var scope = NewDisposeScope();
        var read = all.Select((p, i) => memory.Contains($"momentum_buffer.{i}")
            ? memory.Tensor($"momentum_buffer.{i}", p.dtype, p.shape) : null).ToArray();
        for (var i = 0; i < all.Length; i++)
        {
            velocity[i]?.Dispose();
            velocity[i] = read[i]?.to(all[i].device).DetachFromDisposeScope();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing) return;
        foreach (var tensor in velocity) tensor?.Dispose();
    }
}
