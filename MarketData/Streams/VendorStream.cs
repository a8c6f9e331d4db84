using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Huracan.MarketData.Vendors;
using Huracan.Storage.MarketStore;

namespace Huracan.MarketData.Streams;

/// <summary>
/// One connection to a vendor's WebSocket, from its opening to its end. Pings of the protocol are answered below this; a proxy of the
/// environment is used.
/// </summary>
/// <param name="address">Where.</param>
/// <param name="options">How it is held.</param>
/// <param name="time">Clock of pauses and limits.</param>
internal sealed class VendorStream(Uri address, StreamOptions options, TimeProvider time)
{
    private const int LargestMessage = 1 << 20;
    private static readonly TimeSpan BetweenRequests = TimeSpan.FromMilliseconds(250); // vendors allow 5 to 10 a second

    private readonly TimeSpan pingInterval = TimeSpan.FromSeconds(options.PingSeconds);
    private readonly string name = address.GetLeftPart(UriPartial.Path); // without hundreds of streams

    /// <summary>What is sent first, each a text message.</summary>
    public IReadOnlyList<string> Requests { get; init; } = [];

    /// <summary>A message of the vendor's own to keep the connection, sent as often as a ping; null for none.</summary>
    public string? KeepAlive { get; init; }

    /// <summary>Reads the messages until the connection has lived long enough.</summary>
    /// <param name="read">Reads a message; a format it does not expect throws <see cref="FormatException"/> or
    /// <see cref="JsonException"/>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="VendorException">It cannot be opened, or broke.</exception>
    public async IAsyncEnumerable<T> ReadAsync<T>(
        Func<JsonElement, IEnumerable<T>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var socket = new ClientWebSocket();
        (socket.Options.KeepAliveInterval, socket.Options.KeepAliveTimeout) = (pingInterval, pingInterval);
        await GuardAsync(token => socket.ConnectAsync(address, token), cancellationToken);
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sending = SendAsync(socket, closing.Token);
        try
        {
            var opened = time.GetTimestamp();
            while (time.GetElapsedTime(opened) < TimeSpan.FromHours(options.ConnectionHours))
            {
                if (sending.IsFaulted)
                    await sending;
                foreach (var item in Parse(await ReceiveAsync(socket, cancellationToken), read))
                    yield return item;
            }
        }
        finally
        {
            await closing.CancelAsync();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private List<T> Parse<T>(byte[] message, Func<JsonElement, IEnumerable<T>> read)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            return [.. read(document.RootElement)];
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException
            or KeyNotFoundException or IndexOutOfRangeException or OverflowException or ArgumentException or RowsRefusedException)
        {
            var start = Encoding.UTF8.GetString(message.AsSpan(0, Math.Min(message.Length, 200)));
            throw new VendorException($"{name}: a message is not what is documented ({exception.Message}): {start}", exception);
        }
    }

    private async Task SendAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        foreach (var request in Requests)
        {
            await SendAsync(socket, request, cancellationToken);
            await Task.Delay(BetweenRequests, time, cancellationToken);
        }
        while (KeepAlive is { } ping)
        {
            await Task.Delay(pingInterval, time, cancellationToken);
            await SendAsync(socket, ping, cancellationToken);
        }
    }

    private Task SendAsync(ClientWebSocket socket, string text, CancellationToken cancellationToken) => GuardAsync(
        token => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, token), cancellationToken);

    private async Task<byte[]> ReceiveAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        using var message = new MemoryStream();
        var buffer = new byte[8192];
        while (true)
        {
            var part = default(ValueWebSocketReceiveResult);
            await GuardAsync(async token => part = await socket.ReceiveAsync(buffer.AsMemory(), token), cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
                throw new VendorException($"{name}: the vendor closed the connection ({socket.CloseStatusDescription}).");
            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
                return message.ToArray();
            if (message.Length > LargestMessage)
                throw new VendorException($"{name}: a message is longer than {LargestMessage} bytes.");
        }
    }

    // Everything that can go wrong with a connection is told in one way.
    private async Task GuardAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var idle = new CancellationTokenSource(TimeSpan.FromSeconds(options.IdleSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, cancellationToken);
        try
        {
            await work(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && idle.IsCancellationRequested)
        {
            throw new VendorException($"{name}: nothing came for {options.IdleSeconds:F0} seconds.");
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new VendorException($"{name}: the other side answers no more.", exception); // a ping was not answered
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or ObjectDisposedException
            or InvalidOperationException)
        {
            throw new VendorException($"{name}: {exception.Message}", exception);
        }
    }
}
