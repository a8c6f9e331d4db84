using System.Collections.Concurrent;
using System.Diagnostics;
using Huracan.Bench.Measuring;

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
        // A thread of its own: in the pool it would wait behind the answers.
        var asked = await Task.Factory.StartNew(
            () => Send(duration, answers, cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Task.WhenAll(asked);
        return [.. answers];
    }

    private List<Task> Send(TimeSpan duration, ConcurrentQueue<Answer> answers, CancellationToken cancellationToken)
    {
        var asked = new List<Task>();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < duration.TotalSeconds * perSecond; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var due = start + (long)((double)i / perSecond * Stopwatch.Frequency);
            ExactSleep.Until(due);
            asked.Add(AskAsync(i, due, answers, cancellationToken));
        }
        return asked;
    }

    private async Task AskAsync(int number, long due, ConcurrentQueue<Answer> answers, CancellationToken cancellationToken)
    {
        var (what, status) = await ask(number, cancellationToken);
        answers.Enqueue(new Answer(what, status, Stopwatch.GetElapsedTime(due).TotalMilliseconds));
    }
}
