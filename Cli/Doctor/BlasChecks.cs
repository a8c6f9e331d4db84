using System.Runtime.InteropServices;

namespace Huracan.Cli.Doctor;

/// <summary>The matrix library below libtorch: the right one, tuned for this processor, one thread per worker.</summary>
public static class BlasChecks
{
    private static readonly string[] Avx512Cores = ["SkylakeX", "Cooperlake", "Sapphirerapids"];
    private static readonly string[] Avx2Cores = ["Haswell", "Zen", "Excavator", .. Avx512Cores];

    public static Check Library(Processor processor)
    {
        if (!NativeLibrary.TryLoad("libblas.so.3", out var handle))
            return Check.Warn("BLAS", "libblas.so.3 cannot be loaded", "apt-get install --no-install-recommends libopenblas0-openmp");
        return Judge(Ask(handle, "openblas_get_corename"), processor) with { Version = Ask(handle, "openblas_get_config") };
    }

    private static string? Ask(nint library, string function) =>
        NativeLibrary.TryGetExport(library, function, out var address) ? LibraryChecks.ReadText(address).Trim() : null;

    /// <summary>Judges the core type OpenBLAS works for; null when the library in use is not OpenBLAS.</summary>
    public static Check Judge(string? core, Processor processor)
    {
        if (core is null)
        {
            return Check.Warn("BLAS", "libblas.so.3 is not OpenBLAS: products of matrices are many times slower",
                "apt-get install --no-install-recommends libopenblas0-openmp; update-alternatives --config libblas.so.3-$(uname "
                    + "-m)-linux-gnu");
        }
        var fitting = processor.Vectors switch { "AVX-512" => Avx512Cores, "AVX2" => Avx2Cores, _ => null };
        if (fitting is not null && !fitting.Contains(core, StringComparer.OrdinalIgnoreCase))
            return Check.Warn(
                "BLAS", $"OpenBLAS works as for {core}, this processor has {processor.Vectors}",
                $"start through ./huracan, or export OPENBLAS_CORETYPE={processor.CoreType}");
        return Check.Ok("BLAS", $"OpenBLAS, tuned for {core}");
    }

    /// <summary>A worker is one thread; two variables say so to libtorch and OpenBLAS before they are loaded.</summary>
    public static Check Threads(Func<string, string?> environment)
    {
        string[] names = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"];
        var other = names.Where(name => environment(name) != "1").Select(name => $"{name}={environment(name) ?? "(not set)"}").ToList();
        return other.Count == 0
            ? Check.Ok("threads", "one per worker")
            : Check.Warn(
                "threads", string.Join(", ", other),
                "start through ./huracan, or export both as 1: more threads per worker are slower and change the order of sums");
    }
}
