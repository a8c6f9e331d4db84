using System.Diagnostics;

namespace Huracan.Bench.Measuring;

/// <summary>
/// XGBoost here, and OpenBLAS under Debian's Python, read their number of threads and processor type from the environment when they are
/// loaded, too early for this process to set them for itself: it starts itself again with them. The C library reads there that it is to
/// keep memory: libtorch's buffers of a large batch would be mapped and faulted in anew at each step, which takes most of its time where
/// faults are slow, as on virtual machines.
/// </summary>
internal static class SingleThread
{
    private const string Mark = "HURACAN_BENCH_SINGLE_THREAD";

    /// <summary>One thread, and unless the caller has set them, memory kept and the processor type OpenBLAS can mistake.</summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } = Make();

    /// <summary>Runs this program again in the right environment; null when this already is that run.</summary>
    public static async Task<int?> RestartAsync(string[] args)
    {
        if (System.Environment.GetEnvironmentVariable(Mark) is not null)
            return null;
        var start = new ProcessStartInfo(System.Environment.ProcessPath ?? "dotnet");
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "bench.dll"));
        foreach (var argument in args)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        start.Environment[Mark] = "1";
        using var process = Process.Start(start) ?? throw new IOException($"Could not start {start.FileName} again.");
        // Ctrl-C reaches the child too; this process waits for it to end.
        Console.CancelKeyPress += (_, interrupt) => interrupt.Cancel = true;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static Dictionary<string, string> Make()
    {
        var environment = new Dictionary<string, string>
        {
            ["OMP_NUM_THREADS"] = "1",
            ["OPENBLAS_NUM_THREADS"] = "1",
            ["MALLOC_MMAP_MAX_"] = Given("MALLOC_MMAP_MAX_") ?? "0",
            ["MALLOC_TRIM_THRESHOLD_"] = Given("MALLOC_TRIM_THRESHOLD_") ?? "17179869184",
            ["MALLOC_TOP_PAD_"] = Given("MALLOC_TOP_PAD_") ?? "268435456",
        };
        if (Given("OPENBLAS_CORETYPE") is { Length: > 0 } given)
            environment["OPENBLAS_CORETYPE"] = given;
        else if (Flags().Contains("avx512f"))
            environment["OPENBLAS_CORETYPE"] = "SKYLAKEX";
        else if (Flags().Contains("avx2"))
            environment["OPENBLAS_CORETYPE"] = "HASWELL";
        return environment;
    }

    private static string? Given(string name) => System.Environment.GetEnvironmentVariable(name);

    private static string[] Flags() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("flags", StringComparison.Ordinal))?.Split(' ') ?? []
        : [];
}
