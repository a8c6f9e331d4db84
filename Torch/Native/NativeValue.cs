using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>One argument or result as the native side lays it out: 16 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeValue
{
    public ValueTag Tag;
    public int Count;
    public long Bits; // an integer, the bits of a double, or an address
}

internal enum ValueTag
{
    None, Tensor, Int, Double, Bool, IntList, DoubleList, TensorList, String, Device,
}
