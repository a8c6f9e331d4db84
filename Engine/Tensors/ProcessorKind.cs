using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace Huracan.Engine.Tensors;

/// <summary>
/// The kind of this machine's processor. MKL and oneDNN choose their instructions by it: what libtorch computes on the processor has the
/// same bytes on the same kind alone.
/// </summary>
public static class ProcessorKind
{
    /// <summary>Maker, family and model, and the widest vectors, such as <c>GenuineIntel c06f0 avx512</c>.</summary>
    public static string Name { get; } = Read();

    private static string Read()
    {
        if (!X86Base.IsSupported)
            return $"{RuntimeInformation.ProcessArchitecture}";
        var (_, first, third, second) = X86Base.CpuId(0, 0);
        byte[] maker = [.. BitConverter.GetBytes(first), .. BitConverter.GetBytes(second), .. BitConverter.GetBytes(third)];
        var model = X86Base.CpuId(1, 0).Eax & 0x0FFF0FF0; // without the stepping, which chooses nothing
        return $"{Encoding.ASCII.GetString(maker)} {model:x} {(Avx512F.IsSupported ? "avx512" : Avx2.IsSupported ? "avx2" : "sse")}";
    }
}
