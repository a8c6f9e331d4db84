using Huracan.Cli.Doctor;

namespace Huracan.Tests.Cli.Doctor;

public class DoctorTableTests
{
    [Fact]
    public void Every_check_is_shown_with_its_state_and_remedy()
    {
        using var output = new StringWriter();
        DoctorTable.Write(
            new DoctorReport(
            [
                CheckResult.Ok("first", "1.0 [x64]"), CheckResult.Warn("second", "slow", "tune it"),
                CheckResult.Fail("third", "missing", "install it"),
            ]),
            output);
        var lines = output.ToString().Split('\n');
        Assert.Contains(lines, line =>
            line.Contains("first", StringComparison.Ordinal) && line.Contains("OK", StringComparison.Ordinal)
                && line.Contains("1.0 [x64]", StringComparison.Ordinal));
        Assert.Contains(lines, line =>
            line.Contains("second", StringComparison.Ordinal) && line.Contains("WARN", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("third", StringComparison.Ordinal) && line.Contains("FAIL", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("→ tune it", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("→ install it", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("1 thing(s)", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.EndsWith(' '));
        Assert.DoesNotContain("\u001b", output.ToString(), StringComparison.Ordinal);
    }
}
