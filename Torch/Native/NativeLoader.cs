using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace TorchSharp.Native;

/// <summary>Finds the native library, after setting what must be set before libtorch and its BLAS are loaded.</summary>
internal static partial class NativeLoader
{
    /// <summary>Environment variable naming the native library's file, or its folder.</summary>
    internal const string Override = "HURACAN_TORCH";

    private const string FileName = "libhuracan_torch.so";
    private static int installed;

    internal static void Install()
    {
        if (Interlocked.Exchange(ref installed, 1) != 0) return;
        PrepareEnvironment();
        NativeLibrary.SetDllImportResolver(typeof(NativeLoader).Assembly, Resolve);
    }

    /// <summary>
    /// One thread per worker, and the kernels that fit the processor: OpenBLAS 0.3.21 takes some processors for old ones and is
    /// then five times slower. Both are read when the libraries load. What the user has set stays.
    /// </summary>
    private static void PrepareEnvironment()
    {
        if (!OperatingSystem.IsLinux()) return;
        KeepMemory();
        SetUnlessSet("OMP_NUM_THREADS", "1");
        SetUnlessSet("OPENBLAS_NUM_THREADS", "1");
        if (Avx512F.IsSupported) SetUnlessSet("OPENBLAS_CORETYPE", "SKYLAKEX");
        else if (Avx2.IsSupported) SetUnlessSet("OPENBLAS_CORETYPE", "HASWELL");
    }

    private static void SetUnlessSet(string name, string value)
    {
        const int keep = 0;
        if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } set) value = set;
        else Environment.SetEnvironmentVariable(name, value);
        // .NET keeps its own copy of the environment; native getenv reads libc's.
        if (setenv(name, value, keep) != 0) throw new InvalidOperationException($"setenv({name}) failed");
    }

    // A training step asks for the same megabytes again and again: kept in the heap they need no fresh pages from the kernel, which
    // would cost a third of the step.
    private static void KeepMemory()
    {
        const int trimThreshold = -1, topPad = -2, mmapThreshold = -3, arenaMax = -8; // malloc.h
        _ = mallopt(arenaMax, 1);
        _ = mallopt(trimThreshold, int.MaxValue);
        _ = mallopt(topPad, 64 << 20);
        _ = mallopt(mmapThreshold, 32 << 20);
    }

    [LibraryImport("libc")]
    private static partial int mallopt(int parameter, int value);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == NativeMethods.Library ? Load(Candidates()) : 0;

    internal static nint Load(IEnumerable<string> candidates)
    {
        var tried = new List<string>();
        foreach (var file in candidates)
        {
            if (!File.Exists(file))
            {
                tried.Add($"{file}: not there");
                continue;
            }
            try
            {
                return NativeLibrary.Load(file);
            }
            catch (DllNotFoundException e)
            {
                tried.Add($"{file}: {e.Message}");
            }
        }
        throw new DllNotFoundException(
            $"The tensor library {FileName}, or the libtorch it needs, could not be loaded. Run ./huracan setup, " +
            $"or set {Override} to the library's path. Tried:\n  " + string.Join("\n  ", tried));
    }

    private static IEnumerable<string> Candidates()
    {
        var named = Environment.GetEnvironmentVariable(Override);
        if (!string.IsNullOrEmpty(named))
        {
            yield return Directory.Exists(named) ? Path.Combine(named, FileName) : named;
            yield break;
        }
        yield return Path.Combine(AppContext.BaseDirectory, FileName);
        var beside = Path.GetDirectoryName(typeof(NativeLoader).Assembly.Location);
        if (!string.IsNullOrEmpty(beside)) yield return Path.Combine(beside, FileName);
    }
}
