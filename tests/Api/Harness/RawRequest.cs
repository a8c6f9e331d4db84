using System.Net.Sockets;
using System.Text;

namespace Huracan.Tests.Api.Harness;

/// <summary>A request byte for byte as it is written here: clients tidy paths up, attackers do not.</summary>
internal static class RawRequest
{
    /// <returns>Status and the whole answer as text.</returns>
    public static async Task<(int Status, string Answer)> SendAsync(ApiHost host, string method, string path, string key)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host.Address.Host, host.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"{method} {path} HTTP/1.1\r\nHost: {host.Address.Authority}\r\nX-Api-Key: {key}\r\nContent-Length: 0\r\nConnection: "
                + "close\r\n\r\n"));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var answer = await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return (int.Parse(answer.Split(' ', 3)[1], System.Globalization.CultureInfo.InvariantCulture), answer);
    }
}
