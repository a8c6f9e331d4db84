using System.Collections.Concurrent;
using System.Globalization;
using Huracan.Tests.Servers;
using Huracan.Tests.Silo.Harness;

namespace Huracan.Tests.EndToEnd.Cluster;

/// <summary>How AppHost ends before everything is up. Its servers are named by connection strings, and nobody answers there.</summary>
public sealed class ApplicationEndTests : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo state = Directory.CreateTempSubdirectory("huracan-application-end-");
    private readonly ConcurrentQueue<string> log = new();
    private ChildProcess? application;

    [Fact]
    public async Task A_host_that_refuses_its_settings_ends_the_application_with_2_and_is_named()
    {
        application = await StartAsync(new() { ["Silo__EventDays"] = "0" });

        Assert.Equal(2, await application.Exited.WaitAsync(Timeout));

        Assert.Contains(log, line => line.Contains("The field EventDays must be between 1 and 3650", StringComparison.Ordinal));
        Assert.Single(log, line => line.Contains("refuses its settings", StringComparison.Ordinal));
        Assert.DoesNotContain(log, line => line.Contains("starts again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stop_while_parts_are_starting_ends_with_0()
    {
        application = await StartAsync([]);
        await UntilAsync("Login to the dashboard");

        await application.StopAsync(TimeSpan.FromSeconds(20)); // it promises 10

        Assert.Equal(0, await application.Exited);
        Assert.DoesNotContain(log, line => line.Contains("Unhandled exception", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        application?.Kill();
        application?.Dispose();
        state.Delete(recursive: true);
    }

    private Task<ChildProcess> StartAsync(Dictionary<string, string> settings) => ChildProcess.StartAsync(
        new ProcessCommand("dotnet", [
            Programs.AppHost, "--state", state.FullName, "--api-port", FreePort(), "--aspire-port", FreePort(), "--no-dashboard",
        ])
        {
            StopSignal = Signal.Interrupt,
            Environment = new Dictionary<string, string>(settings)
            {
                ["ConnectionStrings__huracan"] = "Host=127.0.0.1;Port=1",
                ["ConnectionStrings__redis"] = "127.0.0.1:1",
            },
        }, log.Enqueue);

    private static string FreePort() => Ports.Free().ToString(CultureInfo.InvariantCulture);

    private async Task UntilAsync(string words)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!log.Any(line => line.Contains(words, StringComparison.Ordinal)))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Timeout, string.Join('\n', log));
            await Task.Delay(100);
        }
    }
}
