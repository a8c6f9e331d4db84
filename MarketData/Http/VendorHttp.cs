using System.Globalization;
using System.Net;
using System.Text.Json;
using Huracan.MarketData.Vendors;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Huracan.MarketData.Http;

/// <summary>
/// Asks a vendor: repeats what failed in passing (no connection, no answer in time, 5xx, a page where JSON should be, an answer cut short),
/// and waits where it is told to (429, 418 and their <c>Retry-After</c>).
/// </summary>
/// <param name="client">Sends requests; a proxy of the environment is used.</param>
/// <param name="weights">What the vendor allows.</param>
/// <param name="options">How patiently.</param>
/// <param name="time">Clock of the pauses.</param>
public sealed class VendorHttp(HttpClient client, RequestWeights weights, VendorHttpOptions options, TimeProvider time)
{
    /// <summary>The header that counts the weight used in this minute, as Binance names it.</summary>
    public const string UsedWeight = "X-MBX-USED-WEIGHT-1M";

    private const int MostPauses = 20;
    private static readonly TimeSpan BlockedPause = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan DefaultPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRetryDelay = TimeSpan.FromSeconds(30);

    private readonly long begun = time.GetTimestamp();
    private volatile Ban? ban;

    private readonly ResiliencePipeline retries = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = options.Retries,
            Delay = TimeSpan.FromSeconds(options.RetrySeconds),
            MaxDelay = LongestRetryDelay,
            BackoffType = DelayBackoffType.Exponential,
            ShouldHandle = new PredicateBuilder().Handle<PassingException>().Handle<HttpRequestException>().Handle<IOException>()
                .Handle<TimeoutRejectedException>(),
        })
        .Build();
    private readonly ResiliencePipeline timeout = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddTimeout(TimeSpan.FromSeconds(options.TimeoutSeconds))
        .Build();

    /// <summary>A client for it: each answer has its own limit of time, and connections are made anew for names that move.</summary>
    public static HttpClient NewClient() => new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(15) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Asks for JSON and reads it.</summary>
    /// <param name="address">Where.</param>
    /// <param name="weight">What the request counts.</param>
    /// <param name="read">Reads the answer; a format it does not expect throws <see cref="FormatException"/> or
    /// <see cref="JsonException"/>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="RequestRefusedException">The vendor refuses the request.</exception>
    /// <exception cref="VendorException">There was no such answer.</exception>
    public Task<T> JsonAsync<T>(Uri address, int weight, Func<JsonElement, T> read, CancellationToken cancellationToken) =>
        AskAsync(address, weight, content =>
        {
            try
            {
                using var document = JsonDocument.Parse(content);
                return read(document.RootElement);
            }
            catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException
                or KeyNotFoundException or IndexOutOfRangeException or OverflowException or ArgumentException)
            {
                throw new PassingException($"the answer is not what is documented ({exception.Message}): {Start(content)}");
            }
        }, cancellationToken);

    /// <summary>Asks for bytes and reads them.</summary>
    /// <param name="address">Where.</param>
    /// <param name="read">Reads the answer; what may pass is told by <see cref="PassingException"/>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="VendorException">There was no such answer.</exception>
    public Task<T> BytesAsync<T>(Uri address, Func<byte[], T> read, CancellationToken cancellationToken) =>
        AskAsync(address, 0, read, cancellationToken);

    private async Task<T> AskAsync<T>(Uri address, int weight, Func<byte[], T> read, CancellationToken cancellationToken)
    {
        try
        {
            return await retries.ExecuteAsync(async token => read(await SendAsync(address, weight, token)), cancellationToken);
        }
        catch (Exception exception) when (exception is PassingException or HttpRequestException or IOException or TimeoutRejectedException)
        {
            throw new VendorException($"{address} was asked {options.Retries + 1} times in vain: {exception.Message}", exception);
        }
    }

    // A pause that the vendor asks for is no failure of the request.
    private async Task<byte[]> SendAsync(Uri address, int weight, CancellationToken cancellationToken)
    {
        for (var pauses = 0; pauses < MostPauses; pauses++)
        {
            await weights.TakeAsync(weight, cancellationToken);
            RefuseWhileBanned();
            if (await timeout.ExecuteAsync(async token => await TryOnceAsync(address, token), cancellationToken) is { } content)
                return content;
        }
        throw new VendorException($"{address}: the vendor asked for a pause {MostPauses} times in a row.");
    }

    // Null where the vendor asks for a pause.
    private async Task<byte[]?> TryOnceAsync(Uri address, CancellationToken cancellationToken)
    {
        using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.Headers.TryGetValues(UsedWeight, out var counted)
            && int.TryParse(counted.First(), CultureInfo.InvariantCulture, out var used))
            weights.Report(used);
        if (response.StatusCode is HttpStatusCode.TooManyRequests or (HttpStatusCode)418)
        {
            Pause(address, response);
            return null;
        }
        if (response.StatusCode is HttpStatusCode.Forbidden)
            throw Banned(
                BlockedPause,
                $"{address}: the vendor refuses this address (status 403). It was asked too often, or does not serve this country.");
        var content = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        if (response.IsSuccessStatusCode)
            return content;
        throw (int)response.StatusCode >= 500
            ? new PassingException($"status {(int)response.StatusCode}: {Start(content)}")
            : new RequestRefusedException(address, response.StatusCode, Start(content));
    }

    private VendorBannedException Banned(TimeSpan pause, string message)
    {
        ban = new Ban(time.GetElapsedTime(begun) + pause, message);
        return new VendorBannedException(message, pause);
    }

    // To ask during a ban makes it longer.
    private void RefuseWhileBanned()
    {
        if (ban is { } last && last.Over - time.GetElapsedTime(begun) is var left && left > TimeSpan.Zero)
            throw new VendorBannedException(last.Message, left);
    }

    private void Pause(Uri address, HttpResponseMessage response)
    {
        var asked = response.Headers.RetryAfter is { } after
            ? after.Delta ?? after.Date - time.GetUtcNow() ?? DefaultPause
            : DefaultPause;
        if (asked.TotalSeconds > options.LongestPauseSeconds)
            throw Banned(
                asked,
                $"{address}: the vendor has banned this address for {asked.TotalMinutes:F0} minutes (status {(int)response.StatusCode}). "
                    + "What is downloaded is kept; try again later, with fewer requests at a time.");
        weights.Pause(asked);
    }

    private static string Start(byte[] content)
    {
        var text = System.Text.Encoding.UTF8.GetString(content.AsSpan(0, Math.Min(content.Length, 200))).ReplaceLineEndings(" ");
        return text.Length == 0 ? "nothing" : text;
    }

    private sealed record Ban(TimeSpan Over, string Message);
}
