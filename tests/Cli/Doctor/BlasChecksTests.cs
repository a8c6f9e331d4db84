using Huracan.Cli.Doctor;

namespace Huracan.Tests.Cli.Doctor;

public class BlasChecksTests
{
    [Theory]
    [InlineData("avx2 fma", "Haswell", CheckState.Ok)]
    [InlineData("avx2 fma", "Zen", CheckState.Ok)]
    [InlineData("avx2 fma", "Prescott", CheckState.Warn)]
    [InlineData("avx2 fma avx512f", "SkylakeX", CheckState.Ok)]
    [InlineData("avx2 fma avx512f", "Haswell", CheckState.Warn)]
    [InlineData("sse2", "Prescott", CheckState.Ok)]
    [InlineData("avx2 fma", null, CheckState.Warn)]
    public void A_library_tuned_for_another_processor_is_reported(string flags, string? core, CheckState state)
    {
        var check = BlasChecks.Judge(core, Processor.Parse($"flags : {flags}\n"));
        Assert.Equal(state, check.State);
        Assert.Equal(state != CheckState.Ok, check.Remedy.Length > 0);
    }

    [Fact]
    public void The_library_that_setup_installs_tells_its_version() =>
        Assert.Matches(@"^OpenBLAS \d+\.\d+", BlasChecks.Library(Processor.OfThisMachine()).Version);

    [Fact]
    public void The_remedy_names_the_core_type() =>
        Assert.Contains(
            "OPENBLAS_CORETYPE=HASWELL", BlasChecks.Judge("Prescott", Processor.Parse("flags : avx2 fma\n")).Remedy,
            StringComparison.Ordinal);

    [Fact]
    public void More_than_one_thread_per_worker_is_reported()
    {
        Assert.Equal(CheckState.Ok, BlasChecks.Threads(_ => "1").State);
        Assert.Contains("OMP_NUM_THREADS=(not set)", BlasChecks.Threads(_ => null).Found, StringComparison.Ordinal);
        var check = BlasChecks.Threads(name => name == "OMP_NUM_THREADS" ? "1" : "8");
        Assert.Equal((CheckState.Warn, "OPENBLAS_NUM_THREADS=8"), (check.State, check.Found));
    }
}
