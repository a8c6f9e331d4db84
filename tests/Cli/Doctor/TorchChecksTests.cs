using Huracan.Cli.Doctor;

namespace Huracan.Tests.Cli.Doctor;

public class TorchChecksTests
{
    private static readonly Processor Avx2At3GHz = Processor.Parse("flags : avx2 fma\ncpu MHz : 3000\n"); // 96 GFLOP/s at best

    [Theory]
    [InlineData(80, CheckState.Ok)]
    [InlineData(28.9, CheckState.Ok)]
    [InlineData(28.7, CheckState.Warn)]
    [InlineData(5, CheckState.Warn)]
    public void A_rate_below_three_tenths_of_the_processors_is_reported(double gflops, CheckState state)
    {
        var check = TorchChecks.Judge(gflops, Avx2At3GHz);
        Assert.Equal(state, check.State);
        Assert.Equal(state == CheckState.Warn, check.Remedy.Contains("OPENBLAS_CORETYPE=HASWELL", StringComparison.Ordinal));
    }

    [Fact]
    public void The_rate_of_this_machine_can_be_measured() =>
        Assert.Matches(@"^[1-9]\d*\.\d GFLOP/s on one thread", TorchChecks.MatrixRate(Processor.OfThisMachine()).Found);

    [Fact]
    public void The_binding_tells_its_version()
    {
        var check = TorchChecks.Binding();
        Assert.Matches(@"^\d+\.\d+", check.Version);
        Assert.Equal($"libtorch {check.Version}", check.Found);
    }

    [Fact]
    public void A_binding_that_is_not_there_is_a_failure_with_a_remedy()
    {
        var check = TorchChecks.Binding(() =>
            throw new TypeInitializationException("NativeMethods", new DllNotFoundException("no libhuracan_torch.so")));
        Assert.Equal((CheckState.Fail, "no libhuracan_torch.so", null), (check.State, check.Found, check.Version));
        Assert.Contains("setup", check.Remedy, StringComparison.Ordinal);
    }
}
