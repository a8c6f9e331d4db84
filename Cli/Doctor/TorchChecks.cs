using System.Diagnostics;
using System.Globalization;
using TorchSharp;

namespace Huracan.Cli.Doctor;

/// <summary>What the project's binding of libtorch reports and how fast it multiplies.</summary>
public static class TorchChecks
{
    private const int Size = 2048;
    private const int Repeats = 3;
    private const double LeastShareOfPeak = 0.3;

    /// <summary>The version the binding reports; a failure when the binding, or a library it was linked to, cannot be loaded.</summary>
    public static Check Binding() => Binding(() => torch.__version__);

    public static Check Binding(Func<string> version) =>
        Try("libtorch binding", () =>
        {
            var told = version();
            return Check.Ok("libtorch binding", $"libtorch {told}") with { Version = told };
        });

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
            : Check.Warn("matrix product", found, Remedy(processor));
    }

    /// <summary>True when this libtorch can use a GPU; false also when it cannot be loaded.</summary>
    public static bool SeesDevice()
    {
        try
        {
            return torch.cuda.is_available();
        }
        catch (Exception exception) when (IsMissingLibrary(exception))
        {
            return false;
        }
    }

    /// <summary>Best of a few products of two 2048 x 2048 matrices, in 1e9 operations per second.</summary>
    private static double MeasureGflops()
    {
        var before = torch.get_num_threads();
        torch.set_num_threads(1);
        try
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
        finally
        {
            torch.set_num_threads(before);
        }
    }

    private static Check Try(string name, Func<Check> check)
    {
        try
        {
            return check();
        }
        catch (Exception exception) when (IsMissingLibrary(exception))
        {
            return Check.Fail(
                name, (exception.InnerException ?? exception).Message.Split('\n')[0],
                "./huracan setup builds it; after a change of libtorch remove .build/native first");
        }
    }

    private static string Remedy(Processor processor) => processor.CoreType is { } core
        ? $"start through ./huracan, or export OPENBLAS_CORETYPE={core}; see BLAS above. On a machine busy with other work measure again"
        : "see BLAS above; on a machine busy with other work measure again";

    private static bool IsMissingLibrary(Exception exception) =>
        exception is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException or TypeInitializationException
            or TorchException;
}
