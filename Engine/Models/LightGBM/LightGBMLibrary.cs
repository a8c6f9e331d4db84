using System.Reflection;
using System.Runtime.InteropServices;

namespace Huracan.Engine.Models.LightGBM;

/// <summary>LightGBM's native library, which comes as a package: for 64-bit x86 of Linux, macOS and Windows.</summary>
public static class LightGBMLibrary
{
    internal const string Name = "lib_lightgbm";

    private static Assembly Engine => typeof(LightGBMLibrary).Assembly;

    /// <summary>Version of the package the engine was built with; part of the engine's identity, and so of every stage's.</summary>
    public static string Version { get; } =
        Engine.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "LightGBM").Value!; // Engine.csproj

    /// <summary>Loads it, so that a call of it cannot fail for its absence.</summary>
    /// <exception cref="DllNotFoundException">It is not there or does not fit this system; the message says so in one line.</exception>
    public static void Require()
    {
        if (!NativeLibrary.TryLoad(Name, Engine, null, out _))
            throw new DllNotFoundException(
                $"LightGBM's library ({Name}, of the package LightGBM {Version}) cannot be loaded. It is there for 64-bit x86 alone, and "
                    + "on Linux it needs libgomp1: `apt-get install --no-install-recommends libgomp1`.");
    }
}
