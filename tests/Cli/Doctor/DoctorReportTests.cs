using Huracan.Cli.Doctor;

namespace Huracan.Tests.Cli.Doctor;

public class DoctorReportTests
{
    private static readonly Check Good = Check.Ok("a", "1.0");
    private static readonly Check Poor = Check.Warn("b", "not here", "fetch it");
    private static readonly Check Bad = Check.Fail("c", "broken", "mend it");

    [Fact]
    public void A_machine_can_train_unless_something_fails()
    {
        Assert.True(new DoctorReport([Good]).CanTrain);
        Assert.True(new DoctorReport([Good, Poor]).CanTrain);
        Assert.False(new DoctorReport([Good, Poor, Bad, Good]).CanTrain);
    }

    [Fact]
    public void The_verdict_counts_what_is_wrong()
    {
        Assert.DoesNotContain("warning", new DoctorReport([Good]).Verdict, StringComparison.Ordinal);
        Assert.Contains("2 warning(s)", new DoctorReport([Poor, Good, Poor]).Verdict, StringComparison.Ordinal);
        Assert.StartsWith("1 thing(s)", new DoctorReport([Poor, Bad]).Verdict, StringComparison.Ordinal);
    }
}
