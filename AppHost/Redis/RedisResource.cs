using System.Globalization;
using System.Net.Sockets;
using Huracan.AppHost.Processes;

namespace Huracan.AppHost.Redis;

/// <summary>A private redis-server: loopback, a free port, nothing kept. Everything works without one, only slower.</summary>
public sealed class RedisResource(string name) : Resource(name), IResourceWithConnectionString, ILaunchable
{
    private static readonly byte[] Ping = "PING\r\n"u8.ToArray();
    private static readonly byte[] Pong = "+PONG"u8.ToArray();
    private readonly TaskCompletionSource<int?> port = new(TaskCreationOptions.RunContinuationsAsynchronously);

    int ILaunchable.Replicas => 1;

    bool ILaunchable.IsExternal => false;

    Task<Launch?> ILaunchable.PrepareAsync(int replica, LaunchContext context, CancellationToken cancellationToken)
    {
        if (CommandLine.Find("redis-server") is not { } program)
        {
            context.Say("warning: no redis-server on this machine, going on without the cache; './huracan setup' installs it");
            port.TrySetResult(null);
            return Task.FromResult<Launch?>(null);
        }
        port.TrySetResult(Ports.Free());
        var number = port.Task.Result ?? throw new LaunchFailedException("redis-server came up after the others had started without it", CanHeal: false);
        if (!Ports.IsFree(number))
            throw new LaunchFailedException($"port {number} was taken by another process", CanHeal: true);
        // Nothing is written, so it may stand anywhere; its own folder would be the place of a dump.
        var state = Path.Combine(context.StateFolder, Name);
        Directory.CreateDirectory(state);
        return Task.FromResult<Launch?>(new Launch
        {
            Command = new ProcessCommand(program,
                ["--port", Text(number), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--daemonize", "no", "--loglevel", "warning"])
            {
                WorkingFolder = state,
            },
            Endpoint = $"127.0.0.1:{number}",
            IsReady = token => AnswersAsync(number, token),
        });
    }

    public async ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) =>
        await port.Task.WaitAsync(cancellationToken) is { } number ? $"127.0.0.1:{Text(number)}" : null;

    private static async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port, cancellationToken);
            var stream = client.GetStream();
            await stream.WriteAsync(Ping, cancellationToken);
            var answer = new byte[Pong.Length];
            await stream.ReadExactlyAsync(answer, cancellationToken);
            return answer.AsSpan().SequenceEqual(Pong);
        }
        catch (Exception fault) when (fault is SocketException or IOException)
        {
            return false;
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
