using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Huracan.Tests.Dashboard.Harness;

/// <summary>Stands between a browser and a server, and can be cut.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> open = [];
    private readonly CancellationTokenSource ending = new();
    private readonly Task serving;
    private volatile bool cut;

    public Relay(Uri target)
    {
        Target = target;
        listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        serving = ServeAsync();
    }

    public Uri Address { get; }

    /// <summary>Where those are led who come from now on.</summary>
    public Uri Target { get; set; }

    /// <summary>Breaks what is connected and turns away who comes.</summary>
    public void Cut()
    {
        cut = true;
        while (open.TryTake(out var client))
            client.Close();
    }

    public void Restore() => cut = false;

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Stop();
        Cut();
        await serving;
        ending.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(ending.Token);
                if (cut)
                    client.Close();
                else
                    _ = JoinAsync(client);
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private async Task JoinAsync(TcpClient client)
    {
        using var server = new TcpClient();
        open.Add(client);
        open.Add(server);
        try
        {
            await server.ConnectAsync(Target.Host, Target.Port, ending.Token);
            await Task.WhenAny(
                client.GetStream().CopyToAsync(server.GetStream(), ending.Token),
                server.GetStream().CopyToAsync(client.GetStream(), ending.Token));
        }
        catch (Exception exception) when (exception
            is IOException or SocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // Cut, or one side has left.
        }
        client.Close();
    }
}
