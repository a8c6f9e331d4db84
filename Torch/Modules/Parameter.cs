using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A tensor that a module owns and an optimizer changes. It takes over the native tensor it is made from.</summary>
public sealed class Parameter : Tensor
{
    /// <summary>Takes over <paramref name="data"/>, whose object is then as if disposed of.</summary>
    public Parameter(Tensor data, bool requires_grad = true) : base(data.Release())
    {
        this.requires_grad = requires_grad;
    }
}
