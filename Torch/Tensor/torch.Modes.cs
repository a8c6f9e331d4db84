using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// Opens a scope that owns the tensors made on this thread until it is disposed of. Scopes nest; see <see cref="DisposeScope"/>.
    /// </summary>
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.NewDisposeScope();

    /// <summary>Until disposed of, nothing is recorded for gradients on this thread.</summary>
    public static IDisposable no_grad() => set_grad_enabled(false);

    /// <summary>Until disposed of, operators are recorded for gradients on this thread.</summary>
    public static IDisposable enable_grad(bool enabled = true) => set_grad_enabled(enabled);

    /// <summary>Until disposed of, operators on this thread are recorded for gradients, or not.</summary>
    public static IDisposable set_grad_enabled(bool mode = true)
    {
        var before = NativeMethods.ht_grad_mode(mode ? 1 : 0);
        return new Restore(() => _ = NativeMethods.ht_grad_mode(before));
    }

    /// <summary>Whether operators on this thread are recorded for gradients.</summary>
    public static bool is_grad_enabled() => NativeMethods.ht_grad_mode(-1) != 0;

    /// <summary>
    /// Until disposed of, on the same thread, nothing is recorded and tensors made carry no bookkeeping: they can never take part in
    /// training.
    /// </summary>
    public static IDisposable inference_mode(bool mode = true)
    {
        var guard = NativeMethods.ht_inference_enter(mode ? 1 : 0);
        return new Restore(() => NativeMethods.ht_inference_leave(guard));
    }

    /// <summary>Whether inference mode is on for this thread.</summary>
    public static bool is_inference_mode_enabled() => NativeMethods.ht_inference_enabled() != 0;

    /// <summary>
    /// Until disposed of, on this thread, operators that gain from it run in a lower precision: bfloat16 by default.
    /// </summary>
    public static IDisposable autocast(DeviceType device, ScalarType dtype = ScalarType.BFloat16, bool enabled = true)
    {
        var wasOn = is_autocast_enabled(device) ? 1 : 0;
        var wasType = NativeMethods.ht_autocast_dtype((int)device);
        NativeMethods.Check(NativeMethods.ht_autocast_set((int)device, enabled ? 1 : 0, (int)dtype));
        return new Restore(() => NativeMethods.Check(NativeMethods.ht_autocast_set((int)device, wasOn, wasType)));
    }

    /// <summary>Whether <see cref="autocast"/> is on for this thread and a kind of device.</summary>
    public static bool is_autocast_enabled(DeviceType device) => NativeMethods.Check(NativeMethods.ht_autocast_enabled((int)device)) != 0;

    /// <summary>Threads that one operator may use.</summary>
    public static void set_num_threads(int num)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(num, 1);
        NativeMethods.Check(NativeMethods.ht_threads(num));
    }

    /// <summary>Threads that one operator may use.</summary>
    public static int get_num_threads() => NativeMethods.Check(NativeMethods.ht_threads(0));

    /// <summary>Threads over which operators may be spread; can be set once, before any runs.</summary>
    public static void set_num_interop_threads(int num)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(num, 1);
        NativeMethods.Check(NativeMethods.ht_interop_threads(num));
    }

    /// <summary>Threads over which operators may be spread.</summary>
    public static int get_num_interop_threads() => NativeMethods.Check(NativeMethods.ht_interop_threads(0));

    /// <summary>The version of libtorch the native side was built for.</summary>
    public static string __version__ => System.Runtime.InteropServices.Marshal.PtrToStringUTF8(NativeMethods.ht_version()) ?? "";
}
