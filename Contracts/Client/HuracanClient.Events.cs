using System.Net;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Huracan.Contracts.Http;
using Huracan.Contracts.Json;

namespace Huracan.Contracts.Client;

public sealed partial class HuracanClient
{
    private static readonly TimeSpan MostSilence = TimeSpan.FromSeconds(60); // the API sends a heartbeat every 15
    private static readonly TimeSpan ReconnectAfter = TimeSpan.FromSeconds(1);

    /// <summary>Events as they happen, without an end; a broken connection is opened again and goes on after the last event seen.</summary>
    /// <param name="runId">Only those of this run; null takes all.</param>
    /// <param name="onConnection">Told when a connection opens, by null, and when it is lost or refused, by why.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<ClusterEvent> EventsAsync(
        string? runId = null, Action<ApiException?>? onConnection = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? last = null;
        while (true)
        {
            ApiException? exception = null;
            await using (var events = ConnectAsync(runId, last, onConnection, cancellationToken).GetAsyncEnumerator(cancellationToken))
            {
                while (true)
                {
                    try
                    {
                        if (!await events.MoveNextAsync())
                            break;
                    }
                    catch (ApiException broken)
                    {
                        exception = broken;
                        break;
                    }
                    last = events.Current.Id;
                    yield return events.Current;
                }
            }
            if (exception?.Status == HttpStatusCode.BadRequest)
                last = null; // an id of another database
            onConnection?.Invoke(exception ?? new ApiException(null, "The API ended the stream of events", ""));
            await Task.Delay(ReconnectAfter, time, cancellationToken);
        }
    }

    private async IAsyncEnumerable<ClusterEvent> ConnectAsync(
        string? runId, string? last, Action<ApiException?>? onConnection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, runId is null ? "events" : $"events?run={Uri.EscapeDataString(runId)}");
        if (last is not null)
            request.Headers.Add("Last-Event-ID", last);
        using var answer = await AnswerAsync(request, cancellationToken);
        await using var stream = new IdleTimeoutStream(await answer.Content.ReadAsStreamAsync(cancellationToken), MostSilence, time);
        onConnection?.Invoke(null);
        await using var events = SseParser.Create(stream, (_, data) => JsonSerializer.Deserialize<ClusterEvent>(data, HuracanJson.Compact))
            .EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                if (!await events.MoveNextAsync())
                    yield break;
            }
            catch (Exception exception) when (exception is IOException or HttpRequestException or JsonException)
            {
                throw new ApiException(null, "The stream of events broke off", exception.Message);
            }
            if (events.Current.Data is { } @event)
                yield return @event;
        }
    }
}
