using Huracan.Cli.Doctor;

namespace Huracan.Tests.Cli.Doctor;

public class DoctorReportTests
{
    private static readonly CheckResult Good = CheckResult.Ok("a", "1.0");
    private static readonly CheckResult Poor = CheckResult.Warn("b", "not found", "install it");
    private static readonly CheckResult Bad = CheckResult.Fail("c", "broken", "repair it");

    [Fact]
    public void A_machine_can_train_unless_something_fails()
    {
        Assert.True(new DoctorReport([Good]).CanTrain);
        Assert.True(new DoctorReport([Good, Poor]).CanTrain);
        Assert.False(new DoctorReport([Good, Poor, Bad, Good]).CanTrain);
    }

    [Fact]
    public void The_summary_counts_warnings_and_failures()
    {
        Assert.DoesNotContain("warning", new DoctorReport([Good]).Summary, StringComparison.Ordinal);
        Assert.Contains("2 warning(s)", new DoctorReport([Poor, Good, Poor]).Summary, StringComparison.Ordinal);
        Assert.StartsWith("1 thing(s)", new DoctorReport([Poor, Bad]).Summary, StringComparison.Ordinal);
    }
}
