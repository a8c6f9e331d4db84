using System.Net.Http.Json;
using Huracan.Contracts.Json;

namespace Huracan.MarketData.Daily;

/// <summary>Posts alerts to addresses. One that cannot be reached is tried three times and stops nothing.</summary>
/// <param name="client">Sends the requests; see <see cref="NewClient"/>.</param>
/// <param name="time">Clock of pauses.</param>
public sealed class Webhooks(HttpClient client, TimeProvider time)
{
    private const int Attempts = 3;
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <summary>A client whose requests are in no trace: an address may hold a secret.</summary>
    public static HttpClient NewClient() => new(new SocketsHttpHandler { ActivityHeadersPropagator = null });

    /// <summary>Posts an alert.</summary>
    /// <returns>Why it did not arrive, by address; empty where it did everywhere.</returns>
    public async Task<IReadOnlyList<string>> SendAsync(
        DailyAlert alert, IReadOnlyCollection<string> addresses, CancellationToken cancellationToken)
    {
        var failures = await Task.WhenAll(addresses.Select(address => SendAsync(alert, address, cancellationToken)));
        return [.. failures.OfType<string>()];
    }

    private async Task<string?> SendAsync(DailyAlert alert, string address, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            string problem;
            try
            {
                using var deadline = new CancellationTokenSource(AnswerTimeout, time);
                using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
                using var content = JsonContent.Create(alert, options: HuracanJson.Compact);
                using var answer = await client.PostAsync(new Uri(address), content, stop.Token);
                if (answer.IsSuccessStatusCode)
                    return null;
                problem = $"it answered {(int)answer.StatusCode}";
            }
            catch (Exception exception) when (exception is HttpRequestException
                || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                problem = exception.Message;
            }
            if (attempt == Attempts)
                return $"{new Uri(address).Authority}: {problem}"; // a path may hold a secret
            await Task.Delay(FirstPause * attempt, time, cancellationToken);
        }
    }
}
