using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>The properties of a tensor that one call returns.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeInfo
{
    public long Elements, Dims;
    public nint Data;
    public int Dtype, Device, Index, ElementSize;
    public int RequiresGrad, Leaf, Contiguous, GradDefined;
    public long Version;
}
