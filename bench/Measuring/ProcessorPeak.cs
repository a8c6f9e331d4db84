using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Huracan.Engine.Tensors;
using TorchSharp;

namespace Huracan.Bench.Measuring;

/// <summary>
/// What one thread of this processor reaches at most, in GFLOP/s, by processor time, from which other work on the machine is left out.
/// </summary>
internal static class ProcessorPeak
{
    private const int MatrixSize = 1024, Rounds = 200_000, Chains = 10;

    /// <summary>The best of ten products of two 1024 × 1024 matrices by libtorch's BLAS.</summary>
    public static double Matrix()
    {
        LibTorch.Load();
        using var scope = torch.NewDisposeScope();
        using var off = torch.no_grad();
        var (a, b) = (torch.randn(MatrixSize, MatrixSize), torch.randn(MatrixSize, MatrixSize));
        return Best(2.0 * MatrixSize * MatrixSize * MatrixSize, () => torch.mm(a, b).Dispose());
    }

    /// <summary>Fused multiply-adds of registers alone, by the widest vectors: what no program can pass.</summary>
    public static double MultiplyAdd() => Vector512.IsHardwareAccelerated
        ? Best(2.0 * Rounds * Chains * Vector512<float>.Count, () => _ = Chains512())
        : Best(2.0 * Rounds * Chains * Vector256<float>.Count, () => _ = Chains256());

    private static double Best(double operations, Action work)
    {
        var best = double.PositiveInfinity;
        for (var i = 0; i < 10; i++)
        {
            var started = Environment.CpuUsage.TotalTime;
            work();
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - started).TotalSeconds);
        }
        return operations / best / 1e9;
    }

    // More chains of sums than the multipliers' latency times their number, each in a register of its own.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Chains512()
    {
        Vector512<float> a = default, b = default, c = default, d = default, e = default;
        Vector512<float> f = default, g = default, h = default, i = default, j = default;
        var (x, y) = (Vector512.Create(1.5f), Vector512.Create(0.5f));
        for (var round = 0; round < Rounds; round++)
        {
            (a, b) = (Vector512.FusedMultiplyAdd(x, y, a), Vector512.FusedMultiplyAdd(x, y, b));
            (c, d) = (Vector512.FusedMultiplyAdd(x, y, c), Vector512.FusedMultiplyAdd(x, y, d));
            (e, f) = (Vector512.FusedMultiplyAdd(x, y, e), Vector512.FusedMultiplyAdd(x, y, f));
            (g, h) = (Vector512.FusedMultiplyAdd(x, y, g), Vector512.FusedMultiplyAdd(x, y, h));
            (i, j) = (Vector512.FusedMultiplyAdd(x, y, i), Vector512.FusedMultiplyAdd(x, y, j));
        }
        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Chains256()
    {
        Vector256<float> a = default, b = default, c = default, d = default, e = default;
        Vector256<float> f = default, g = default, h = default, i = default, j = default;
        var (x, y) = (Vector256.Create(1.5f), Vector256.Create(0.5f));
        for (var round = 0; round < Rounds; round++)
        {
            (a, b) = (Vector256.FusedMultiplyAdd(x, y, a), Vector256.FusedMultiplyAdd(x, y, b));
            (c, d) = (Vector256.FusedMultiplyAdd(x, y, c), Vector256.FusedMultiplyAdd(x, y, d));
            (e, f) = (Vector256.FusedMultiplyAdd(x, y, e), Vector256.FusedMultiplyAdd(x, y, f));
            (g, h) = (Vector256.FusedMultiplyAdd(x, y, g), Vector256.FusedMultiplyAdd(x, y, h));
            (i, j) = (Vector256.FusedMultiplyAdd(x, y, i), Vector256.FusedMultiplyAdd(x, y, j));
        }
        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j);
    }
}
