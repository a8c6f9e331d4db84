using static TorchSharp.torch;

namespace Huracan.Engine.Tensors;

/// <summary>Weights of modules to and from safetensors.</summary>
public static class ModuleWeights
{
    /// <summary>The module's parameters and buffers as the bytes of a safetensors file: the same weights give the same bytes.</summary>
    public static byte[] SaveWeights(this nn.Module module) =>
        Safetensors.Write(module.state_dict().Select(weight => (weight.Key, weight.Value)));

    /// <summary>Copies the weights of a safetensors file's bytes into the module.</summary>
    /// <exception cref="InvalidDataException">
    /// The bytes are damaged, or names or shapes are not the module's; then nothing was changed.
    /// </exception>
    public static void LoadWeights(this nn.Module module, byte[] bytes)
    {
        using var scope = NewDisposeScope();
        var file = Safetensors.Parse(bytes);
        module.LoadWeights(file.Entries.Keys.ToDictionary(name => name, file.Tensor));
    }

    /// <summary>Copies weights into the module's parameters and buffers of the same names.</summary>
    /// <exception cref="InvalidDataException">Names or shapes are not the module's; then nothing was changed.</exception>
    public static void LoadWeights(this nn.Module module, IReadOnlyDictionary<string, Tensor> weights)
    {
        // TorchSharp's load_state_dict would stretch a weight of another shape where it can be.
        var own = module.state_dict();
        var missing = own.Keys.Where(name => !weights.ContainsKey(name)).ToList();
        var unknown = weights.Keys.Where(name => !own.ContainsKey(name)).ToList();
        if (missing.Count + unknown.Count > 0)
        {
            throw new InvalidDataException(
                $"the weights do not fit: missing [{string.Join(", ", missing)}], unknown [{string.Join(", ", unknown)}]");
        }
        foreach (var (name, weight) in own)
        {
            if (!weight.shape.AsSpan().SequenceEqual(weights[name].shape))
            {
                throw new InvalidDataException(
                    $"the weights do not fit: {name} has the shape [{string.Join(", ", weights[name].shape)}] instead of "
                    + $"[{string.Join(", ", weight.shape)}]");
            }
        }
        using var off = no_grad();
        foreach (var (name, weight) in own)
            weight.copy_(weights[name]);
    }
}
