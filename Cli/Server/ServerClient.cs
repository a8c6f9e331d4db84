using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Huracan.Contracts;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Runs;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Json;

namespace Huracan.Cli.Server;

/// <summary>A cluster's API, as far as the command line needs it.</summary>
internal sealed class ServerClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly HttpClient http;

    public ServerClient(Uri server, string key)
    {
        http = new HttpClient { BaseAddress = server, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Add("X-Api-Key", key);
    }

    /// <summary>Asks for a run.</summary>
    /// <returns>The run as it stands.</returns>
    public Task<RunView> StartAsync(string yaml, CancellationToken cancellationToken)
    {
        var content = new StringContent(yaml, Encoding.UTF8, "application/yaml");
        return SendAsync<RunView>(HttpMethod.Post, "runs", content, cancellationToken);
    }

    public Task<RunView> FindAsync(string runId, CancellationToken cancellationToken) => SendAsync<RunView>(HttpMethod.Get, $"runs/{Uri.EscapeDataString(runId)}", null, cancellationToken);

    public Task<Page<RunView>> ListAsync(int limit, CancellationToken cancellationToken) => SendAsync<Page<RunView>>(HttpMethod.Get, $"runs?limit={limit}", null, cancellationToken);

    public Task<RunSummary> SummaryAsync(string runId, CancellationToken cancellationToken) =>
        SendAsync<RunSummary>(HttpMethod.Get, $"runs/{Uri.EscapeDataString(runId)}/summary", null, cancellationToken);

    /// <summary>Has a run paused, resumed or cancelled.</summary>
    public Task<RunView> ChangeAsync(string runId, string change, CancellationToken cancellationToken) =>
        SendAsync<RunView>(HttpMethod.Post, $"runs/{Uri.EscapeDataString(runId)}/{change}", null, cancellationToken);

    /// <summary>What happens to a run from now on; a broken connection is taken up again where it broke.</summary>
    public async IAsyncEnumerable<ClusterEvent> EventsAsync(string runId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? last = null;
        while (true)
        {
            await foreach (var happened in ReadEventsAsync(runId, last, cancellationToken))
            {
                last = happened.Id;
                yield return happened;
            }
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        }
    }

    public void Dispose() => http.Dispose();

    private async IAsyncEnumerable<ClusterEvent> ReadEventsAsync(string runId, string? last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"events?run={Uri.EscapeDataString(runId)}");
        if (last is not null)
            request.Headers.Add("Last-Event-ID", last);
        HttpResponseMessage? response = null;
        try
        {
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException)
        {
            // Away for the moment: the caller asks again.
        }
        if (response is null)
            yield break;
        using (response)
        {
            await ThrowUnlessWellAsync(response, cancellationToken);
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            await using var events = SseParser.Create(stream, (_, data) => JsonSerializer.Deserialize<ClusterEvent>(data, HuracanJson.Compact))
                .EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await MoveNextAsync(events))
            {
                if (events.Current.Data is { } happened)
                    yield return happened;
            }
        }
    }

    private static async ValueTask<bool> MoveNextAsync<T>(IAsyncEnumerator<T> events)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            return false;
        }
    }

    private async Task<T> SendAsync<T>(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
        where T : class
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(Patience);
        try
        {
            using var response = await http.SendAsync(request, limited.Token);
            await ThrowUnlessWellAsync(response, cancellationToken);
            return await response.Content.ReadFromJsonAsync<T>(HuracanJson.Compact, cancellationToken) ?? throw new IOException($"{http.BaseAddress}{path} answered with nothing.");
        }
        catch (HttpRequestException away)
        {
            throw new IOException($"{http.BaseAddress} does not answer: {away.Message} Start the cluster with './huracan up', or name another with --server.", away);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"{http.BaseAddress}{path} did not answer within {Patience.TotalSeconds:F0} s.");
        }
    }

    // Problem details carry what is wrong in words; faults of several fields come one to a line.
    private static async Task ThrowUnlessWellAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
            return;
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        var words = Words(text) ?? $"{(int)response.StatusCode} {response.ReasonPhrase}";
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            words += " Give an operator's key in HURACAN_API_KEY.";
        throw (int)response.StatusCode < 500 ? new InputRefusedException(words) : new IOException($"The server failed: {words}");
    }

    private static string? Words(string text)
    {
        try
        {
            using var problem = JsonDocument.Parse(text);
            if (problem.RootElement.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Object)
                return string.Join(Environment.NewLine, errors.EnumerateObject().SelectMany(error => error.Value.EnumerateArray().Select(fault => fault.GetString())));
            return problem.RootElement.TryGetProperty("detail", out var detail) || problem.RootElement.TryGetProperty("title", out detail) ? detail.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
