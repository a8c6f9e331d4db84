using System.CommandLine;
using Huracan.Cli.Hamilton;
using Huracan.Contracts;

namespace Huracan.Tests.Cli.Hamilton;

public class PredictCommandTests
{
    [Fact]
    public async Task Reports_are_refused_beside_a_time_of_the_past()
    {
        string[] arguments = ["SIM001USDT", "4h", "--source", ".", "--as-of", "2026-01-01T00:00Z", "--reports", "."];
        var parsed = PredictCommand.Create().Parse(arguments);

        var refusal = await Assert.ThrowsAsync<InputRefusedException>(
            () => parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));

        Assert.StartsWith("Give either --as-of or --reports:", refusal.Message, StringComparison.Ordinal);
    }
}
