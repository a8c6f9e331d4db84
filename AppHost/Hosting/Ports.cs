using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Huracan.AppHost.Hosting;

/// <summary>TCP ports of the loopback address.</summary>
internal static class Ports
{
    /// <summary>A port nobody listens on now; another process may still take it before it is used.</summary>
    public static int Free()
    {
        // Below those that outgoing connections take: one of them could have it before it is used.
        while (true)
        {
            if (RandomNumberGenerator.GetInt32(20_000, 32_000) is var port && IsFree(port))
                return port;
        }
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
