using Huracan.Cli.Doctor;
using Huracan.Engine.Tensors;

namespace Huracan.Tests.Cli.Doctor;

public class TorchChecksTests
{
    private static readonly Processor Avx2At3GHz = Processor.Parse("flags : avx2 fma\ncpu MHz : 3000\n"); // 96 GFLOP/s at best

    [Theory]
    [InlineData(80, CheckStatus.Ok)]
    [InlineData(28.9, CheckStatus.Ok)]
    [InlineData(28.7, CheckStatus.Warn)]
    [InlineData(5, CheckStatus.Warn)]
    public void A_rate_below_three_tenths_of_the_peak_is_reported(double gflops, CheckStatus state) =>
        Assert.Equal(state, TorchChecks.MatrixRate(gflops, Avx2At3GHz).Status);

    [Fact]
    public void The_rate_of_this_machine_can_be_measured() =>
        Assert.Matches(@"^[1-9]\d*\.\d GFLOP/s on one thread", TorchChecks.MatrixRate(Processor.OfThisMachine()).Detail);

    [Fact]
    public void The_library_reports_its_version_its_device_and_the_binding()
    {
        var check = TorchChecks.Library();
        Assert.Equal(CheckStatus.Ok, check.Status);
        Assert.Matches(@"^\d+\.\d+\.\d+$", check.Version);
        Assert.Matches($@"^{check.Version} for (CPU|CUDA), by TorchSharp \d+\.\d+", check.Detail);
        Assert.Contains("for CUDA", TorchChecks.Library("TORCH_VERSION=2.10.0, USE_CUDA=1").Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void The_matrix_library_and_its_instructions_are_named()
    {
        var check = TorchChecks.Blas();
        Assert.Equal(CheckStatus.Ok, check.Status);
        Assert.Matches(@"^MKL \d+\.\d+$", check.Version);
        Assert.Matches($@"^{check.Version}, \w+$", check.Detail);
        Assert.Equal(CheckStatus.Warn, TorchChecks.Blas("OpenMP 201511").Status);
    }

    [Fact]
    public void A_missing_library_is_a_failure_with_a_remedy()
    {
        foreach (var exception in new Exception[] { new DllNotFoundException("not found"), new TorchException("not found") })
        {
            var check = TorchChecks.Try("libtorch", () => throw exception);
            Assert.Equal((CheckStatus.Fail, "not found", null), (check.Status, check.Detail, check.Version));
            Assert.Contains("setup", check.Remedy, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void More_than_one_thread_per_worker_is_reported()
    {
        Assert.Equal(CheckStatus.Ok, TorchChecks.Threads(_ => "1").Status);
        Assert.Equal("OMP_NUM_THREADS=(not set)", TorchChecks.Threads(_ => null).Detail);
        Assert.Equal((CheckStatus.Warn, "OMP_NUM_THREADS=8"), (TorchChecks.Threads(_ => "8").Status, TorchChecks.Threads(_ => "8").Detail));
    }
}
