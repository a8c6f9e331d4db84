using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Huracan.Tests.AppHost;

public sealed class CommandLineTests : IDisposable
{
    private readonly DirectoryInfo state = Directory.CreateTempSubdirectory("huracan-command-line-");

    public void Dispose() => state.Delete(recursive: true);

    [Theory]
    [InlineData("Did you mean one of the following?\n--silos", "--silo", "3")]
    [InlineData("--silos 0: must be a whole number from 1 to 64", "--silos", "0")]
    [InlineData("--api-port 70000: must be a whole number from 1 to 65535", "--api-port=70000")]
    [InlineData("Cannot parse argument 'many' for option '--silos'", "--silos", "many")]
    [InlineData("no-such.yaml", "--demo", "no-such.yaml")]
    [InlineData("--api-port and --dashboard-port and --aspire-port must differ", "--api-port", "5081")]
    public async Task Errors_are_reported_and_nothing_is_started(string message, params string[] arguments)
    {
        var (code, output, error) = await AppHostProcess.RunAsync(arguments);
        Assert.Equal(2, code);
        Assert.Contains(message, output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_lists_the_options()
    {
        var (code, output, _) = await AppHostProcess.RunAsync("--help");
        Assert.Equal(0, code);
        foreach (var option in new[] { "--silos", "--state", "--api-port", "--dashboard-port", "--aspire-port", "--no-dashboard", "--demo",
            "--servers" })
            Assert.Contains(option, output, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_port_in_use_is_reported_with_its_option()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        var (code, _, error) = await AppHostProcess.RunAsync("--state", state.FullName, "--api-port", port, "--servers", "process");
        Assert.Equal(1, code);
        Assert.Contains($"error: port {port} of api is in use by another process: stop that, or choose another with --api-port", error,
            StringComparison.Ordinal);
    }
}
