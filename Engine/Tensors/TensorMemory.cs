using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Huracan.Engine.Tensors;

/// <summary>Memory of tensors on the processor.</summary>
internal static class TensorMemory
{
    /// <summary>The numbers of a contiguous float32 tensor, without a copy; valid while the tensor is.</summary>
    public static Span<float> Floats(this Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
