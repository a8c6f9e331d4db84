using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Huracan.Contracts;
using Huracan.Storage.Tracking;

namespace Huracan.Publishing.MLflow;

/// <summary>
/// Sends requests to a tracking server (REST API 2.0). What fails in passing (429, 5xx, no answer in time) is asked once more, unless it
/// may have been done and would then be there twice. No connection, wrong credentials and an answer that is not MLflow's make the server
/// one that is away: the same may be sent later.
/// </summary>
internal sealed class MLflowHttp(HttpClient client, Uri server, MLflowCredentials credentials, TimeSpan timeout, TimeProvider time)
{
    private const string Base = "api/2.0/mlflow/", ProxiedFiles = "api/2.0/mlflow-artifacts/artifacts/";
    private const int Attempts = 2;
    private const double UploadBytesPerSecond = 1 << 20; // the slowest connection that is waited for
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    /// <summary>The server's address, which ends in <c>/</c>.</summary>
    public Uri Server { get; } = server.AbsoluteUri.EndsWith('/') ? server : new Uri($"{server.AbsoluteUri}/");

    /// <summary>Where files that the server stores itself go.</summary>
    public Uri Files => new(Server, ProxiedFiles);

    /// <summary>A client for it: each answer has its own limit of time, and nobody waits long for a machine that is off.</summary>
    public static HttpClient NewClient() => new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(3) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>A value of a metric: JSON has no NaN and no infinities.</summary>
    public static object Number(double value) => value switch
    {
        double.NaN => "NaN",
        double.PositiveInfinity => "Infinity",
        double.NegativeInfinity => "-Infinity",
        _ => value,
    };

    /// <summary>A call with a body.</summary>
    /// <exception cref="MLflowRefusalException">The server refuses it.</exception>
    /// <exception cref="TrackerAwayException">It cannot be reached, or cannot do it now.</exception>
    public Task<JsonElement> PostAsync(string route, object body, CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Post, route, body, CallKind.Repeatable, cancellationToken);

    /// <summary>A call that makes another one each time: where its answer is lost it is not known whether it was done.</summary>
    /// <exception cref="MLflowRefusalException">The server refuses it.</exception>
    /// <exception cref="TrackerAwayException">It cannot be reached, cannot do it now, or did not say whether it did.</exception>
    public Task<JsonElement> CreateAsync(string route, object body, CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Post, route, body, CallKind.Creating, cancellationToken);

    /// <summary>A call with a body that deletes.</summary>
    /// <exception cref="MLflowRefusalException">The server refuses it.</exception>
    /// <exception cref="TrackerAwayException">It cannot be reached, or cannot do it now.</exception>
    public Task<JsonElement> DeleteAsync(string route, object body, CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Delete, route, body, CallKind.Repeatable, cancellationToken);

    /// <summary>A call with a query.</summary>
    /// <exception cref="MLflowRefusalException">The server refuses it.</exception>
    /// <exception cref="TrackerAwayException">It cannot be reached, or cannot do it now.</exception>
    public Task<JsonElement> GetAsync(string route, CancellationToken cancellationToken, params (string Key, string Value)[] query)
    {
        var words = query.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}");
        return SendAsync(
            route, () => new HttpRequestMessage(HttpMethod.Get, new Uri(Server, $"{Base}{route}?{string.Join('&', words)}")), timeout,
            CallKind.Repeatable, cancellationToken);
    }

    /// <summary>Sends a file.</summary>
    /// <param name="to">Its address, which <see cref="MayGetFiles"/>.</param>
    /// <param name="path">Where it lies.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MLflowRefusalException">The server refuses it.</exception>
    /// <exception cref="TrackerAwayException">It cannot be reached, or cannot do it now.</exception>
    public Task UploadAsync(Uri to, string path, CancellationToken cancellationToken) => SendAsync(
        to.AbsolutePath,
        () => new HttpRequestMessage(HttpMethod.Put, to)
        {
            Content = new StreamContent(File.OpenRead(path))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") },
            },
        },
        timeout + TimeSpan.FromSeconds(new FileInfo(path).Length / UploadBytesPerSecond), CallKind.Upload, cancellationToken);

    /// <summary>
    /// Whether an address may be sent files: with credentials only the server's own host, and where nobody on the way reads them.
    /// </summary>
    public bool MayGetFiles(Uri to) => credentials.Header is null
        || (to.Host.Equals(Server.Host, StringComparison.OrdinalIgnoreCase) && MLflowCredentials.IsPrivate(to));

    private Task<JsonElement> CallAsync(
        HttpMethod method, string route, object body, CallKind kind, CancellationToken cancellationToken)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(body);
        return SendAsync(
            route,
            () => new HttpRequestMessage(method, new Uri(Server, $"{Base}{route}"))
            {
                Content = new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            },
            timeout, kind, cancellationToken);
    }

    private async Task<JsonElement> SendAsync(
        string route, Func<HttpRequestMessage> request, TimeSpan limit, CallKind kind, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (reason, mayBeDone) = ("", true);
            try
            {
                using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                late.CancelAfter(limit);
                using var message = request();
                message.Headers.Authorization = credentials.Header;
                using var response = await client.SendAsync(message, late.Token);
                var content = await response.Content.ReadAsByteArrayAsync(late.Token);
                if (response.IsSuccessStatusCode)
                    return Json(route, content);
                reason = Refusal(route, response.StatusCode, content, kind);
                mayBeDone = response.StatusCode != HttpStatusCode.TooManyRequests;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                reason = $"it did not answer {route} within {limit.TotalSeconds:0.#} seconds";
            }
            catch (HttpRequestException exception)
            {
                throw new TrackerAwayException($"{Server} cannot be reached: {exception.Message}", exception);
            }
            if (attempt == Attempts || (kind == CallKind.Creating && mayBeDone))
                throw new TrackerAwayException($"{Server}: {reason}");
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    // Why it may be asked again; what may not is thrown.
    private string Refusal(string route, HttpStatusCode status, byte[] content, CallKind kind)
    {
        var (code, message) = Error(content);
        if (status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)status >= 500)
            return $"it answers {route} with {(int)status} {code}: {message}";
        // The calls before it were answered: this file is not wanted, whoever says so, a proxy with a limit or a store behind the server.
        if (kind == CallKind.Upload || status == HttpStatusCode.RequestEntityTooLarge)
            throw new MLflowRefusalException(Server, route, status, code, message);
        if (status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            throw new TrackerAwayException(
                $"{Server} refuses the credentials ({(int)status}); set {MLflowCredentials.TokenVariable}, or "
                    + $"{MLflowCredentials.UserVariable} and {MLflowCredentials.PasswordVariable}.");
        // Somebody else's page, a wrong address or a proxy: not a word of MLflow's.
        throw code.Length == 0
            ? new TrackerAwayException($"{Server} does not answer as MLflow does: {route} gives status {(int)status}.")
            : new MLflowRefusalException(Server, route, status, code, message);
    }

    private JsonElement Json(string route, byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content.Length == 0 ? "{}"u8.ToArray() : content);
            return document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw new TrackerAwayException($"{Server} does not answer as MLflow does: {route} gives no JSON.", exception);
        }
    }

    private static (string Code, string Message) Error(byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("error_code", out var code) && code.ValueKind == JsonValueKind.String)
                return (code.GetString() ?? "", document.RootElement.TryGetProperty("message", out var text) ? text.ToString() : "");
        }
        catch (JsonException)
        {
            // It is plain text, or a page.
        }
        return ("", Encoding.UTF8.GetString(content.AsSpan(0, Math.Min(content.Length, 200))).ReplaceLineEndings(" "));
    }

    private enum CallKind
    {
        Repeatable,
        Creating,
        Upload,
    }
}
