using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules one after the other. Intermediate tensors are freed at once, except those that gradients need.</summary>
public sealed class Sequential : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor>[] steps;

    internal Sequential(IEnumerable<(string Name, nn.Module<Tensor, Tensor> Module)> modules) : base(nameof(Sequential))
    {
        var list = new List<nn.Module<Tensor, Tensor>>();
        foreach (var (name, module) in modules)
        {
            register_module(name, module);
            list.Add(module);
        }
        steps = [.. list];
    }

    /// <summary>How many modules there are.</summary>
    public int Count => steps.Length;

    /// <summary>The module at a place.</summary>
    public nn.Module<Tensor, Tensor> this[int index] => steps[index];

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (steps.Length == 0) return input.alias();
        var current = input;
        foreach (var step in steps)
        {
            var next = step.call(current);
            if (!ReferenceEquals(current, input)) current.Dispose();
            current = next;
        }
        return current;
    }
}
