using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.Contracts.Reports;

namespace Huracan.Tests.Cli.Terminal;

public class ExitCodesTests
{
    [Theory]
    [InlineData(0, false, UnitStatus.Done, UnitStatus.Done)]
    [InlineData(3, false, UnitStatus.Done, UnitStatus.Skipped)]
    [InlineData(0, true, UnitStatus.Done, UnitStatus.Skipped)]
    [InlineData(2, false, UnitStatus.Skipped, UnitStatus.Skipped)]
    [InlineData(2, true, UnitStatus.Skipped, UnitStatus.Skipped)]
    [InlineData(1, false, UnitStatus.Done, UnitStatus.Failed)]
    [InlineData(1, true, UnitStatus.Skipped, UnitStatus.Failed)]
    [InlineData(2, false)]
    public void A_run_ends_by_how_its_units_ended(int code, bool allowSkipped, params UnitStatus[] units) =>
        Assert.Equal(
            code, ExitCodes.Of([.. units.Select(status => new UnitResult("BTCUSDT", Timeframe.H1, status, "", ""))], allowSkipped));
}
