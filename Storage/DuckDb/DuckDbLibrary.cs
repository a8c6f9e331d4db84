using System.Reflection;
using System.Runtime.InteropServices;

namespace Huracan.Storage.DuckDb;

/// <summary>Finds the native library, which the build copies beside the program.</summary>
public static class DuckDbLibrary
{
    internal const string Name = "duckdb";

    private const string FileName = "libduckdb.so";

    /// <summary>Version of the native library, such as <c>v1.4.5</c>.</summary>
    /// <exception cref="DllNotFoundException">The library is not there; the message says how to get it.</exception>
    public static string Version => Marshal.PtrToStringUTF8(NativeDuckDb.duckdb_library_version()) ?? "unknown";

    /// <summary>Where the library is expected.</summary>
    public static string ExpectedPath => Path.Combine(AppContext.BaseDirectory, FileName);

    internal static void Register() => NativeLibrary.SetDllImportResolver(typeof(DuckDbLibrary).Assembly, (name, _, _) => Resolve(name, ExpectedPath));

    internal static nint Resolve(string name, string path, string fileName = FileName)
    {
        if (name != Name)
            return 0;
        if (NativeLibrary.TryLoad(path, out var handle) || NativeLibrary.TryLoad(fileName, Assembly.GetExecutingAssembly(), null, out handle))
            return handle;
        var fault = File.Exists(path) ? "cannot be loaded (made for another processor or system?)" : "is not there";
        throw new DllNotFoundException(
            $"DuckDB's native library {path} {fault}. It comes with the npm package @duckdb/node-bindings-linux-x64: run ./huracan setup, then build again.");
    }
}
