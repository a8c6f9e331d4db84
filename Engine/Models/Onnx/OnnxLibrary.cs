using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Huracan.Engine.Models.Onnx;

/// <summary>ONNX Runtime's native library, which comes as a package; programs of ours have it for 64-bit x86 of Linux.</summary>
public static class OnnxLibrary
{
    /// <summary>Version of the package the engine was built with; part of the engine's identity, and so of every stage's.</summary>
    public static string Version { get; } = typeof(OnnxLibrary).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "OnnxRuntime").Value!; // Engine.csproj

    /// <summary>Loads it, so that a call of it cannot fail for its absence.</summary>
    /// <exception cref="DllNotFoundException">It is not there or does not fit this system.</exception>
    public static void Require()
    {
        if (!NativeLibrary.TryLoad("onnxruntime", typeof(InferenceSession).Assembly, null, out _))
            throw new DllNotFoundException(
                $"ONNX Runtime's library (libonnxruntime, of the package Microsoft.ML.OnnxRuntime {Version}) cannot be loaded.");
    }
}
