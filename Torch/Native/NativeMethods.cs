using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>The functions of <c>native/huracan_torch.cpp</c>.</summary>
internal static unsafe partial class NativeMethods
{
    internal const string Library = "huracan_torch";

    static NativeMethods() => NativeLoader.Install();

    [LibraryImport(Library)] internal static partial nint ht_error();
    [LibraryImport(Library)] internal static partial nint ht_version();
    [LibraryImport(Library)] internal static partial long ht_live();
    [LibraryImport(Library)] internal static partial long ht_peak();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int ht_op(string name, string overload, out nint found);
    [LibraryImport(Library)] internal static partial int ht_call(nint op, NativeValue* args, int n, NativeValue* results, int capacity);

    [LibraryImport(Library)] internal static partial void ht_free(nint handle);
    [LibraryImport(Library)] internal static partial int ht_alias(nint handle, out nint alias);
    [LibraryImport(Library)]
    internal static partial int ht_new(void* data, long bytes, int dtype, long* sizes, int dims, out nint tensor);
    [LibraryImport(Library)] internal static partial int ht_info(nint handle, out NativeInfo info);
    [LibraryImport(Library)] internal static partial long ht_size(nint handle, long* sizes, long* strides);
    [LibraryImport(Library)] internal static partial int ht_item(nint handle, out NativeValue value);

    [LibraryImport(Library)] internal static partial int ht_backward(nint handle, nint gradient, int retain, int create);
    [LibraryImport(Library)] internal static partial int ht_set_requires_grad(nint handle, int on);
    [LibraryImport(Library)] internal static partial int ht_grad(nint handle, out nint gradient);
    [LibraryImport(Library)] internal static partial int ht_set_grad(nint handle, nint gradient);
    [LibraryImport(Library)] internal static partial int ht_grad_mode(int on);
    [LibraryImport(Library)] internal static partial nint ht_inference_enter(int on);
    [LibraryImport(Library)] internal static partial void ht_inference_leave(nint guard);
    [LibraryImport(Library)] internal static partial int ht_inference_enabled();
    [LibraryImport(Library)] internal static partial int ht_autocast_enabled(int device);
    [LibraryImport(Library)] internal static partial int ht_autocast_dtype(int device);
    [LibraryImport(Library)] internal static partial int ht_autocast_set(int device, int on, int dtype);

    [LibraryImport(Library)] internal static partial int ht_seed(ulong seed);
    [LibraryImport(Library)] internal static partial int ht_rng_get(int device, int index, out nint state);
    [LibraryImport(Library)] internal static partial int ht_rng_set(int device, int index, nint state);
    [LibraryImport(Library)] internal static partial int ht_threads(int n);
    [LibraryImport(Library)] internal static partial int ht_interop_threads(int n);
    [LibraryImport(Library)] internal static partial int ht_cuda_count();
    [LibraryImport(Library)] internal static partial int ht_cuda_synchronize(int index);
    [LibraryImport(Library)] internal static partial int ht_cuda_memory(int index, out long allocated, out long peak, out long reserved);
    [LibraryImport(Library)] internal static partial int ht_cuda_empty_cache();
    [LibraryImport(Library)] internal static partial int ht_cuda_reset_peak(int index);

    /// <summary>Passes a result on, or throws what the negative ones stand for.</summary>
    internal static int Check(int status) => status >= 0 ? status : throw Error(status);

    private static TorchException Error(int status)
    {
        const int outOfMemory = -2;
        var text = Marshal.PtrToStringUTF8(ht_error()) ?? "unknown native error";
        return status == outOfMemory ? new TorchOutOfMemoryException(text) : new TorchException(text);
    }
}
