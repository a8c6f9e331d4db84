using System.Runtime.InteropServices;

namespace Huracan.Bench.Peers;

/// <summary>
/// libtorch's switch for oneDNN, which TorchSharp has no name for (ATen/Context.h). oneDNN trains an LSTM by its reference
/// implementation on processors that it has no faster one for.
/// </summary>
internal static unsafe class OneDnn
{
    /// <summary>Until the result is disposed of, libtorch's own operators are used instead.</summary>
    public static IDisposable Off()
    {
        Enable(false);
        return new Switch();
    }

    private static void Enable(bool enabled)
    {
        var library = NativeLibrary.Load("libtorch_cpu.so"); // loaded already
        var context = ((delegate* unmanaged<nint>)NativeLibrary.GetExport(library, "_ZN2at13globalContextEv"))();
        var set = (delegate* unmanaged<nint, byte, void>)NativeLibrary.GetExport(library, "_ZN2at7Context20setUserEnabledMkldnnEb");
        set(context, enabled ? (byte)1 : (byte)0);
    }

    private sealed class Switch : IDisposable
    {
        public void Dispose() => Enable(true);
    }
}
