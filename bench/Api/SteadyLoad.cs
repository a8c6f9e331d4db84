using System.Collections.Concurrent;
using System.Diagnostics;

namespace Huracan.Bench.Api;

/// <summary>
/// Requests sent when their time has come, whether or not the ones before are answered. A latency counts from that time, so that a
/// stall is seen by all the requests it kept waiting.
/// </summary>
internal sealed class SteadyLoad(HttpClient http, IReadOnlyList<string> paths, int perSecond)
{
    /// <summary>Sends for so long, the paths in turn, and waits for the last answer.</summary>
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
            asked.Add(AskAsync(paths[i % paths.Count], due, answers, cancellationToken));
        }
        await Task.WhenAll(asked);
        return [.. answers];
    }

    private async Task AskAsync(string path, long due, ConcurrentQueue<Answer> answers, CancellationToken cancellationToken)
    {
        var status = 0;
        try
        {
            using var response = await http.GetAsync(path, cancellationToken);
            await response.Content.ReadAsByteArrayAsync(cancellationToken);
            status = (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            // Counted as an error without a status.
        }
        answers.Enqueue(new Answer(path, status, Stopwatch.GetElapsedTime(due).TotalMilliseconds));
    }
}
