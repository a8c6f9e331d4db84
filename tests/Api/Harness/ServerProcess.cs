using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Huracan.Tests.Servers;

namespace Huracan.Tests.Api.Harness;

/// <summary>A program that serves while a test runs.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process process;

    private ServerProcess(Process process) => this.process = process;

    public static int FreePort() => Ports.Free();

    /// <summary>Starts it and waits until it accepts connections.</summary>
    public static async Task<ServerProcess> StartAsync(string program, int port, params string[] arguments)
    {
        var server = new ServerProcess(Start(program, arguments));
        await Eventually.ThatAsync(async () =>
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, port);
                return true;
            }
            catch (SocketException)
            {
                Assert.False(server.process.HasExited, $"{program} ended.");
                return false;
            }
        });
        return server;
    }

    public static Task<ServerProcess> RedisAsync(int port) => StartAsync(
        "redis-server", port, "--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--loglevel", "warning");

    /// <summary>Runs a program to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string program, string input, params string[] arguments)
    {
        using var process = Start(program, arguments);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(output));
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private static Process Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
    }
}
