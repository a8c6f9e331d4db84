using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Huracan.Contracts;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Huracan.Publishing.Dropbox;

/// <summary>
/// Sends requests to Dropbox's HTTP API, version 2 (https://www.dropbox.com/developers/documentation/http/documentation): repeats what
/// failed in passing (no connection, no answer in time, 5xx, an answer cut short), waits as long as <c>Retry-After</c> says on 429.
/// </summary>
internal sealed class DropboxHttp(HttpClient client, DropboxOptions options, string token, TimeProvider time)
{
    private const string ArgumentHeader = "Dropbox-API-Arg";
    private const string ResultHeader = "Dropbox-API-Result";
    private static readonly TimeSpan LongestRetryDelay = TimeSpan.FromSeconds(30);

    private readonly ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = options.Retries,
            Delay = TimeSpan.FromSeconds(options.RetrySeconds),
            MaxDelay = LongestRetryDelay,
            BackoffType = DelayBackoffType.Exponential,
            ShouldHandle = new PredicateBuilder().Handle<PassingFailureException>().Handle<HttpRequestException>()
                .Handle<TimeoutRejectedException>().Handle<HttpIOException>(),
            DelayGenerator = arguments => ValueTask.FromResult((arguments.Outcome.Exception as PassingFailureException)?.Pause),
        })
        .AddTimeout(TimeSpan.FromSeconds(options.TimeoutSeconds))
        .Build();

    /// <summary>A call that carries JSON both ways.</summary>
    /// <param name="route">Such as <c>files/get_metadata</c>.</param>
    /// <param name="argument">Its argument.</param>
    /// <param name="read">Reads the answer.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DropboxRefusalException">It cannot be done.</exception>
    public async Task<T> CallAsync<T>(string route, object argument, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(argument);
        return (await SendAsync(
            route, () => Request(options.Api, route, body, "application/json"), (content, _) => Json(route, content, read),
            cancellationToken)).Value;
    }

    /// <summary>A call that carries a file there.</summary>
    /// <exception cref="DropboxRefusalException">It cannot be done.</exception>
    public async Task<T> UploadAsync<T>(
        string route, object argument, ReadOnlyMemory<byte> content, Func<JsonElement, T> read, CancellationToken cancellationToken) =>
        (await SendAsync(
            route,
            () => WithArgument(Request(options.Content, route, content, "application/octet-stream"), argument),
            (answer, _) => Json(route, answer, read),
            cancellationToken)).Value;

    /// <summary>A call that carries a part of a file there and answers nothing.</summary>
    /// <exception cref="DropboxRefusalException">It cannot be done.</exception>
    public async Task SendAsync(string route, object argument, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        await SendAsync(
            route, () => WithArgument(Request(options.Content, route, content, "application/octet-stream"), argument), (_, _) => true,
            cancellationToken);

    /// <summary>A call that brings a file.</summary>
    /// <exception cref="DropboxRefusalException">It cannot be done.</exception>
    public async Task<(byte[] Content, T Value)> DownloadAsync<T>(
        string route, object argument, Func<JsonElement, T> read, CancellationToken cancellationToken) =>
        await SendAsync(
            route,
            () => WithArgument(new HttpRequestMessage(HttpMethod.Post, Address(options.Content, route)), argument),
            (_, response) => Json(route, Encoding.UTF8.GetBytes(response.Headers.GetValues(ResultHeader).First()), read),
            cancellationToken);

    private async Task<(byte[] Content, T Value)> SendAsync<T>(
        string route, Func<HttpRequestMessage> request, Func<byte[], HttpResponseMessage, T> read, CancellationToken cancellationToken)
    {
        try
        {
            return await pipeline.ExecuteAsync(
                async cancel =>
                {
                    using var message = request();
                    message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                    using var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancel);
                    var content = await response.Content.ReadAsByteArrayAsync(cancel);
                    return response.IsSuccessStatusCode ? (content, read(content, response)) : throw Failure(route, response, content);
                },
                cancellationToken);
        }
        catch (Exception exception) when (exception is PassingFailureException or HttpRequestException or HttpIOException
            or TimeoutRejectedException)
        {
            throw new DropboxException(
                $"Dropbox was asked for {route} {options.Retries + 1} times in vain: "
                    + exception.Message,
                exception);
        }
    }

    private Exception Failure(string route, HttpResponseMessage response, byte[] content)
    {
        var status = (int)response.StatusCode;
        if (response.StatusCode is HttpStatusCode.Unauthorized)
            return new InputRefusedException(
                $"Dropbox does not accept {DropboxPublisher.TokenVariable} ({Summary(content)}): make a new token that may read and write "
                    + "files, and set it.");
        if (response.StatusCode is HttpStatusCode.TooManyRequests || status >= 500)
            return Passing(route, response, content);
        if (response.StatusCode is not HttpStatusCode.Conflict)
            return new DropboxException($"Dropbox refuses {route}: status {status}: {Summary(content)}");
        var summary = Summary(content);
        // Documented as a passing one, whatever the call.
        return summary.Contains("too_many_write_operations", StringComparison.Ordinal)
            ? new PassingFailureException(summary)
            : new DropboxRefusalException(route, summary, Error(content));
    }

    private Exception Passing(string route, HttpResponseMessage response, byte[] content)
    {
        var after = response.Headers.RetryAfter;
        var pause = after?.Delta ?? after?.Date - time.GetUtcNow();
        return pause?.TotalSeconds > options.LongestPauseSeconds
            ? new DropboxException(
                $"Dropbox asks to wait for {pause.Value.TotalMinutes:F0} minutes before {route}. What was sent is kept; try again later.")
            : new PassingFailureException(
                $"status {(int)response.StatusCode}: {Summary(content)}", pause > TimeSpan.Zero ? pause : null);
    }

    private static HttpRequestMessage WithArgument(HttpRequestMessage request, object argument)
    {
        // The default encoder escapes what is not ASCII, as a header needs it.
        request.Headers.Add(ArgumentHeader, JsonSerializer.Serialize(argument));
        return request;
    }

    private static HttpRequestMessage Request(string address, string route, ReadOnlyMemory<byte> body, string type)
    {
        var content = new ReadOnlyMemoryContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return new HttpRequestMessage(HttpMethod.Post, Address(address, route)) { Content = content };
    }

    private static Uri Address(string address, string route) => new(new Uri(address), route);

    private static T Json<T>(string route, byte[] content, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            return read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException
            or KeyNotFoundException)
        {
            throw new PassingFailureException($"the answer to {route} is not what is documented: {exception.Message}");
        }
    }

    // Errors are JSON with a summary, or plain text. The token is in neither, but who knows what stands between.
    private string Summary(byte[] content)
    {
        string? summary = null;
        try
        {
            using var document = JsonDocument.Parse(content);
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("error_summary", out var text))
                summary = text.GetString();
        }
        catch (JsonException)
        {
            // It is plain text.
        }
        summary ??= Encoding.UTF8.GetString(content.AsSpan(0, Math.Min(content.Length, 200))).ReplaceLineEndings(" ");
        return summary.Length == 0 ? "no reason given" : summary.Replace(token, "(token)", StringComparison.Ordinal);
    }

    private static JsonElement Error(byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            return document.RootElement.TryGetProperty("error", out var error) ? error.Clone() : default;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return default;
        }
    }
}
