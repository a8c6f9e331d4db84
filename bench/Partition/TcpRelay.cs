using System.Net;
using System.Net.Sockets;

namespace Huracan.Bench.Partition;

/// <summary>Passes connections to an address on to a server of this machine that listens on loopback only.</summary>
internal sealed class TcpRelay : IDisposable
{
    private readonly TcpListener listener;
    private readonly int target;

    private TcpRelay(TcpListener listener, int target) => (this.listener, this.target) = (listener, target);

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public static TcpRelay Start(string address, int target)
    {
        var listener = new TcpListener(IPAddress.Parse(address), 0);
        listener.Start();
        var relay = new TcpRelay(listener, target);
        _ = relay.AcceptAsync();
        return relay;
    }

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = PassAsync(await listener.AcceptTcpClientAsync());
        }
        catch (SocketException)
        {
            // Stopped.
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, target);
                await Task.WhenAny(
                    client.GetStream().CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(client.GetStream()));
            }
            catch (Exception exception) when (exception is SocketException or IOException)
            {
                // One side is gone, and so is the connection.
            }
        }
    }
}
