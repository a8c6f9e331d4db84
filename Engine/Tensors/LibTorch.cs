using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Huracan.Engine.Tensors;

/// <summary>
/// The native part of TorchSharp, loaded here before TorchSharp looks for it: where it finds nothing it copies 480 MB into the program's
/// folder and writes pages to standard output. Every use of TorchSharp passes through <see cref="Run{T}"/> or comes after
/// <see cref="Load"/>.
/// </summary>
public static partial class LibTorch
{
    // By their full paths and each before those that need it, so that no libtorch of the system's is taken for one of them.
    private static readonly string[] Files = ["libc10.so", "libtorch_cpu.so", "libtorch.so", "libLibTorchSharp.so"];

    private static readonly string Driver = OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1";

    private static readonly Lazy<nint> Core = new(() =>
    {
        KeepMemory();
        var core = LoadFrom(Folders());
        set_num_threads(1);
        return core;
    });

    /// <summary>Loads it, once; one operator then uses one thread.</summary>
    /// <exception cref="DllNotFoundException">It is not there or does not fit this system; the message says which in one line.</exception>
    public static void Load() => _ = Core.Value;

    /// <summary>Whether it was built for CUDA and a GPU is there. Where CUDA's driver is missing it is not loaded for this.</summary>
    /// <exception cref="DllNotFoundException">It cannot be loaded.</exception>
    public static bool HasGpu()
    {
        if (!NativeLibrary.TryLoad(Driver, out _))
            return false;
        Load();
        return cuda.is_available();
    }

    /// <summary>Runs work that uses tensors; errors of libtorch leave it as <see cref="TorchException"/>.</summary>
    /// <exception cref="TorchOutOfMemoryException">There is not enough memory, on the host or on a device.</exception>
    /// <exception cref="TorchException">Any other error of libtorch.</exception>
    /// <exception cref="DllNotFoundException">It cannot be loaded.</exception>
    public static T Run<T>(Func<T> work)
    {
        Load();
        try
        {
            return work();
        }
        catch (ExternalException exception) when (exception is not TorchException)
        {
            throw TorchException.From(exception);
        }
    }

    /// <summary>What it was built with, as it says itself: compiler, matrix library, instruction sets, a line each.</summary>
    public static string Configuration()
    {
        unsafe
        {
            var describe = (delegate* unmanaged<nint*, void>)Export("_ZN2at11show_configB5cxx11Ev"); // std::string at::show_config()
            var text = stackalloc nint[4]; // a std::string: address, length, and room that may hold a short text
            describe(text);
            return Marshal.PtrToStringUTF8(text[0], (int)text[1]); // never freed: it is asked for once
        }
    }

    /// <summary>The address of a function of libtorch that TorchSharp has not.</summary>
    internal static nint Export(string name) => NativeLibrary.GetExport(Core.Value, name);

    internal static nint LoadFrom(IReadOnlyList<string> folders)
    {
        var reasons = new List<string>();
        foreach (var folder in folders)
        {
            try
            {
                return Array.ConvertAll(Files, file => NativeLibrary.Load(Path.Combine(folder, file)))[1];
            }
            catch (DllNotFoundException exception)
            {
                // The runtime's advice on how to find the reason comes first, the loader's reason last.
                reasons.Add(exception.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);
            }
        }
        // The folder that has the library says more than those that do not.
        var telling = reasons.Find(reason => !reason.Contains("No such file", StringComparison.Ordinal)) ?? reasons[0];
        throw new DllNotFoundException($"libtorch cannot be loaded: {telling}");
    }

    private static string[] Folders() =>
    [
        .. (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries),
        AppContext.BaseDirectory,
    ];

    // A training step asks for the same megabytes again and again: kept in the heap they need no fresh pages from the kernel, which
    // would cost a third of the step.
    private static void KeepMemory()
    {
        const int trimThreshold = -1, topPad = -2, mmapThreshold = -3, arenaMax = -8; // malloc.h
        if (!OperatingSystem.IsLinux())
            return;
        _ = mallopt(arenaMax, 1);
        _ = mallopt(trimThreshold, int.MaxValue);
        _ = mallopt(topPad, 64 << 20);
        _ = mallopt(mmapThreshold, 32 << 20);
    }

    [LibraryImport("libc")]
    private static partial int mallopt(int parameter, int value);
}
