using Huracan.Cli.Doctor;
using Huracan.Engine.Tensors;

namespace Huracan.Tests.Cli.Doctor;

public class TorchChecksTests
{
    private static readonly Processor Avx2At3GHz = Processor.Parse("flags : avx2 fma\ncpu MHz : 3000\n"); // 96 GFLOP/s at best

    [Theory]
    [InlineData(80, CheckState.Ok)]
    [InlineData(28.9, CheckState.Ok)]
    [InlineData(28.7, CheckState.Warn)]
    [InlineData(5, CheckState.Warn)]
    public void A_rate_below_three_tenths_of_the_processors_is_reported(double gflops, CheckState state) =>
        Assert.Equal(state, TorchChecks.Judge(gflops, Avx2At3GHz).State);

    [Fact]
    public void The_rate_of_this_machine_can_be_measured() =>
        Assert.Matches(@"^[1-9]\d*\.\d GFLOP/s on one thread", TorchChecks.MatrixRate(Processor.OfThisMachine()).Found);

    [Fact]
    public void The_library_tells_its_version_and_device_and_what_it_is_reached_by()
    {
        var check = TorchChecks.Library();
        Assert.Equal(CheckState.Ok, check.State);
        Assert.Matches(@"^\d+\.\d+\.\d+$", check.Version);
        Assert.Matches($@"^{check.Version} for (CPU|CUDA), by TorchSharp \d+\.\d+", check.Found);
        Assert.Contains("for CUDA", TorchChecks.Judge("TORCH_VERSION=2.10.0, USE_CUDA=1").Found, StringComparison.Ordinal);
    }

    [Fact]
    public void The_matrix_library_and_its_instructions_are_named()
    {
        var check = TorchChecks.Blas();
        Assert.Equal(CheckState.Ok, check.State);
        Assert.Matches(@"^MKL \d+\.\d+$", check.Version);
        Assert.Matches($@"^{check.Version}, \w+$", check.Found);
        Assert.Equal(CheckState.Warn, TorchChecks.JudgeBlas("OpenMP 201511").State);
    }

    [Fact]
    public void A_library_that_is_not_there_is_a_failure_with_a_remedy()
    {
        foreach (var exception in new Exception[] { new DllNotFoundException("not there"), new TorchException("not there") })
        {
            var check = TorchChecks.Try("libtorch", () => throw exception);
            Assert.Equal((CheckState.Fail, "not there", null), (check.State, check.Found, check.Version));
            Assert.Contains("setup", check.Remedy, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void More_than_one_thread_per_worker_is_reported()
    {
        Assert.Equal(CheckState.Ok, TorchChecks.Threads(_ => "1").State);
        Assert.Equal("OMP_NUM_THREADS=(not set)", TorchChecks.Threads(_ => null).Found);
        Assert.Equal((CheckState.Warn, "OMP_NUM_THREADS=8"), (TorchChecks.Threads(_ => "8").State, TorchChecks.Threads(_ => "8").Found));
    }
}
