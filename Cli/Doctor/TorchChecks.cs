using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Huracan.Engine.Tensors;
using TorchSharp;

namespace Huracan.Cli.Doctor;

/// <summary>What libtorch, which TorchSharp rests on, reports of itself, and how fast it multiplies.</summary>
public static partial class TorchChecks
{
    private const int Size = 2048;
    private const int Repeats = 3;
    private const double LeastShareOfPeak = 0.3;

    /// <summary>Loads libtorch and tells its version and what device it was built for.</summary>
    public static Check Library() => Try("libtorch", () => Judge(LibTorch.Configuration()));

    /// <summary>Reads what libtorch says it was built with.</summary>
    public static Check Judge(string configuration)
    {
        var version = VersionPattern().Match(configuration).Groups[1].Value;
        var binding = typeof(torch).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        var device = configuration.Contains("USE_CUDA=0", StringComparison.Ordinal) ? "CPU" : "CUDA";
        return Check.Ok("libtorch", $"{version} for {device}, by TorchSharp {binding}") with { Version = version };
    }

    /// <summary>The library of matrix operations inside libtorch, and the instructions libtorch chose.</summary>
    public static Check Blas() => Try("BLAS", () => JudgeBlas(LibTorch.Configuration()));

    /// <summary>Reads what libtorch says it was built with.</summary>
    public static Check JudgeBlas(string configuration)
    {
        if (MklPattern().Match(configuration) is not { Success: true } mkl)
            return Check.Warn("BLAS", "libtorch names none", "take the package libtorch-cpu-linux-x64, which has MKL inside");
        var version = $"MKL {mkl.Groups[1].Value}";
        return Check.Ok("BLAS", $"{version}, {CapabilityPattern().Match(configuration).Groups[1].Value}") with { Version = version };
    }

    /// <summary>A worker is one thread: libtorch is told by the program, XGBoost reads a variable when it is loaded.</summary>
    public static Check Threads(Func<string, string?> environment) => environment("OMP_NUM_THREADS") is "1"
        ? Check.Ok("threads", "one per worker")
        : Check.Warn(
            "threads", $"OMP_NUM_THREADS={environment("OMP_NUM_THREADS") ?? "(not set)"}",
            "start through ./huracan, or export it as 1: XGBoost prepares its data with as many threads in every worker");

    /// <summary>Multiplies matrices on one thread and compares with what the processor should do.</summary>
    public static Check MatrixRate(Processor processor) => Try("matrix product", () => Judge(MeasureGflops(), processor));

    /// <summary>Judges a rate in 1e9 single-precision operations per second of one thread.</summary>
    public static Check Judge(double gflops, Processor processor)
    {
        var peak = processor.PeakGflops;
        var found = string.Create(
            CultureInfo.InvariantCulture,
            $"{gflops:F1} GFLOP/s on one thread, {100 * gflops / peak:F0} % of {processor.Vectors} at the stated clock");
        return gflops >= LeastShareOfPeak * peak
            ? Check.Ok("matrix product", found)
            : Check.Warn("matrix product", found, "on a machine busy with other work measure again");
    }

    /// <summary>True when this libtorch can use a GPU; false also when it cannot be loaded.</summary>
    public static bool SeesDevice()
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

    /// <summary>Runs a check that needs libtorch; a failure to load it is one of the check's.</summary>
    public static Check Try(string name, Func<Check> check)
    {
        try
        {
            LibTorch.Load();
            return check();
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException or TorchException)
        {
            return Check.Fail(name, exception.Message, "build again: ./huracan setup");
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
