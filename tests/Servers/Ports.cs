using System.Net;
using System.Net.Sockets;

namespace Huracan.Tests.Servers;

/// <summary>TCP ports of the loopback address.</summary>
internal static class Ports
{
    /// <summary>A port nobody listens on now; another process may still take it before it is used.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
