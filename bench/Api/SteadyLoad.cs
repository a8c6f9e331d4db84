using System.Collections.Concurrent;
using System.Diagnostics;

namespace Huracan.Bench.Api;

/// <summary>
/// Requests sent when their time has come, whether or not the ones before are answered. A latency counts from that time, so that a
/// stall is seen by all the requests it kept waiting.
/// </summary>
/// <param name="perSecond">Requests a second.</param>
/// <param name="ask">Sends the request of a number and waits for its answer: what was asked for, and the HTTP status, 0 without an
/// answer.</param>
internal sealed class SteadyLoad(int perSecond, Func<int, CancellationToken, Task<(string What, int Status)>> ask)
{
    /// <summary>Reads paths in turn.</summary>
    public static SteadyLoad Of(HttpClient http, IReadOnlyList<string> paths, int perSecond) =>
        new(perSecond, async (i, cancellationToken) =>
        {
            var path = paths[i % paths.Count];
            try
            {
                using var response = await http.GetAsync(path, cancellationToken);
                await response.Content.ReadAsByteArrayAsync(cancellationToken);
                return (path, (int)response.StatusCode);
            }
            catch (HttpRequestException)
            {
                return (path, 0);
            }
        });

    /// <summary>Sends for so long, and waits for the last answer.</summary>
    public async Task<IReadOnlyList<Answer>> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var answers = new ConcurrentQueue<Answer>();
        var asked = new List<Task>();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < duration.TotalSeconds * perSecond; i++)
        {
            var due = start + (long)((double)i / perSecond * Stopwatch.Frequency);
            var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
            if (wait > TimeSpan.FromMilliseconds(1))
                await Task.Delay(wait, cancellationToken);
            asked.Add(AskAsync(i, due, answers, cancellationToken));
        }
        await Task.WhenAll(asked);
        return [.. answers];
    }

    private async Task AskAsync(int number, long due, ConcurrentQueue<Answer> answers, CancellationToken cancellationToken)
    {
        var (what, status) = await ask(number, cancellationToken);
        answers.Enqueue(new Answer(what, status, Stopwatch.GetElapsedTime(due).TotalMilliseconds));
    }
}
