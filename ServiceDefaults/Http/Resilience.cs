using System.Collections.Concurrent;
using System.Net;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using Pipeline = Polly.ResiliencePipeline<System.Net.Http.HttpResponseMessage>;

namespace Huracan.ServiceDefaults.Http;

/// <summary>
/// One pipeline per target, outermost first: total timeout, retries with growing, jittered waits, circuit breaker, timeout of one attempt.
/// Repeatable and other requests to a target share its breaker, since they share its fate. Timeouts end with the answer's headers: a stream
/// may go on.
/// </summary>
internal sealed class Resilience(TimeProvider time)
{
    public static readonly TimeSpan Total = TimeSpan.FromSeconds(60);
    public static readonly TimeSpan Attempt = TimeSpan.FromSeconds(20);
    public const int Retries = 3;

    private readonly ConcurrentDictionary<string, (Pipeline Repeatable, Pipeline Once)> targets =
        new(StringComparer.OrdinalIgnoreCase);

    public ResiliencePipeline<HttpResponseMessage> For(string target, bool repeatable)
    {
        var pipelines = targets.GetOrAdd(target, _ => Build());
        return repeatable ? pipelines.Repeatable : pipelines.Once;
    }

    private (Pipeline Repeatable, Pipeline Once) Build()
    {
        var attempt = Builder()
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
            {
                FailureRatio = 0.5,
                MinimumThroughput = 10,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = TimeSpan.FromSeconds(5),
                ShouldHandle = arguments => ValueTask.FromResult(IsTransient(arguments.Outcome)),
            })
            .AddTimeout(Attempt)
            .Build();
        var repeatable = Builder()
            .AddTimeout(Total)
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(200),
                MaxDelay = TimeSpan.FromSeconds(5),
                ShouldHandle = arguments => ValueTask.FromResult(IsTransient(arguments.Outcome)),
                DelayGenerator = arguments => ValueTask.FromResult(RetryAfter(arguments.Outcome.Result)),
                OnRetry = arguments =>
                {
                    arguments.Outcome.Result?.Dispose();
                    return ValueTask.CompletedTask;
                },
            })
            .AddPipeline(attempt)
            .Build();
        return (repeatable, attempt);
    }

    private ResiliencePipelineBuilder<HttpResponseMessage> Builder() => new() { TimeProvider = time };

    private static bool IsTransient(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException or TimeoutRejectedException } => true,
        { Result.StatusCode: HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests } => true,
        { Result: { } answer } => (int)answer.StatusCode >= 500,
        _ => false,
    };

    /// <summary>What the server asks for, up to five seconds; null leaves the wait to the back-off.</summary>
    private static TimeSpan? RetryAfter(HttpResponseMessage? answer) =>
        answer?.Headers.RetryAfter?.Delta is { } asked ? TimeSpan.FromSeconds(Math.Min(asked.TotalSeconds, 5)) : null;
}
