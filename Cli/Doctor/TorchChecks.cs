using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Huracan.Engine.Tensors;
using TorchSharp;

namespace Huracan.Cli.Doctor;

/// <summary>What libtorch, TorchSharp's native library, reports of itself, and how fast it multiplies matrices.</summary>
public static partial class TorchChecks
{
    private const int Size = 2048;
    private const int Repeats = 3;
    private const double MinimumShareOfPeak = 0.3;

    /// <summary>Loads libtorch and reads its version and the device it was built for.</summary>
    public static CheckResult Library() => Try("libtorch", () => Library(LibTorch.Configuration()));

    /// <summary>Checks the text in which libtorch describes its build.</summary>
    public static CheckResult Library(string configuration)
    {
        var version = VersionPattern().Match(configuration).Groups[1].Value;
        var binding = typeof(torch).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        var device = configuration.Contains("USE_CUDA=0", StringComparison.Ordinal) ? "CPU" : "CUDA";
        return CheckResult.Ok("libtorch", $"{version} for {device}, by TorchSharp {binding}") with { Version = version };
    }

    /// <summary>The BLAS library inside libtorch, and the instruction set libtorch chose.</summary>
    public static CheckResult Blas() => Try("BLAS", () => Blas(LibTorch.Configuration()));

    /// <summary>Checks the text in which libtorch describes its build.</summary>
    public static CheckResult Blas(string configuration)
    {
        if (MklPattern().Match(configuration) is not { Success: true } mkl)
            return CheckResult.Warn("BLAS", "libtorch names none", "use the package libtorch-cpu-linux-x64, which contains MKL");
        var version = $"MKL {mkl.Groups[1].Value}";
        return CheckResult.Ok("BLAS", $"{version}, {CapabilityPattern().Match(configuration).Groups[1].Value}") with { Version = version };
    }

    /// <summary>A worker has one thread. The program sets that for libtorch; XGBoost reads the variable when it is loaded.</summary>
    public static CheckResult Threads(Func<string, string?> environment) => environment("OMP_NUM_THREADS") is "1"
        ? CheckResult.Ok("threads", "one per worker")
        : CheckResult.Warn(
            "threads", $"OMP_NUM_THREADS={environment("OMP_NUM_THREADS") ?? "(not set)"}",
            "start through ./huracan, or export it as 1: otherwise XGBoost uses several threads in every worker");

    /// <summary>Measures matrix products on one thread and compares the rate with the processor's peak.</summary>
    public static CheckResult MatrixRate(Processor processor) => Try("matrix product", () => MatrixRate(MeasureGflops(), processor));

    /// <summary>Checks a rate in 1e9 single-precision operations per second of one thread.</summary>
    public static CheckResult MatrixRate(double gflops, Processor processor)
    {
        var peak = processor.PeakGflops;
        var detail = string.Create(
            CultureInfo.InvariantCulture,
            $"{gflops:F1} GFLOP/s on one thread, {100 * gflops / peak:F0} % of {processor.InstructionSet} at the stated clock");
        return gflops >= MinimumShareOfPeak * peak
            ? CheckResult.Ok("matrix product", detail)
            : CheckResult.Warn("matrix product", detail, "if the machine is busy with other work, measure again later");
    }

    /// <summary>True when this libtorch can use a GPU; false also when it cannot be loaded.</summary>
    public static bool CanUseGpu()
    {
        try
        {
            return LibTorch.HasGpu();
        }
        catch (DllNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Runs a check that needs libtorch; if libtorch cannot be loaded, the check fails.</summary>
    public static CheckResult Try(string name, Func<CheckResult> check)
    {
        try
        {
            LibTorch.Load();
            return check();
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException or TorchException)
        {
            return CheckResult.Fail(name, exception.Message, "build again: ./huracan setup");
        }
    }

    /// <summary>Best of a few products of two 2048 x 2048 matrices, in 1e9 operations per second.</summary>
    private static double MeasureGflops()
    {
        using var scope = torch.NewDisposeScope();
        using var gradients = torch.no_grad();
        var a = torch.ones(Size, Size);
        var best = double.MaxValue;
        for (var i = 0; i < Repeats; i++)
        {
            var start = Stopwatch.GetTimestamp();
            using var product = torch.mm(a, a);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        return 2.0 * Size * Size * Size / best / 1e9;
    }

    [GeneratedRegex(@"TORCH_VERSION=([\d.]+)")]
    private static partial Regex VersionPattern();

    [GeneratedRegex(@"Math Kernel Library Version ([\d.]+)")]
    private static partial Regex MklPattern();

    [GeneratedRegex(@"CPU capability usage: (\S+)")]
    private static partial Regex CapabilityPattern();
}
