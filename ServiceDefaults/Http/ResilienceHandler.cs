using Polly;

namespace Huracan.ServiceDefaults.Http;

/// <summary>Sends a request through the pipeline of its target; what may not be repeated is sent once.</summary>
internal sealed class ResilienceHandler(Resilience resilience) : DelegatingHandler
{
    // Repeating these changes nothing that the first did not: RFC 9110, 9.2.2.
    private static readonly HashSet<HttpMethod> Idempotent = [
        HttpMethod.Get, HttpMethod.Head, HttpMethod.Options, HttpMethod.Trace, HttpMethod.Put, HttpMethod.Delete,
    ];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var repeatable = Idempotent.Contains(request.Method);
        if (repeatable && request.Content is not null)
            await request.Content.LoadIntoBufferAsync(cancellationToken);
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            return await resilience.For(request.RequestUri?.Authority ?? "", repeatable)
                .ExecuteAsync(async state => await base.SendAsync(request, state.CancellationToken), context);
        }
        catch (ExecutionRejectedException rejected)
        {
            // A timeout or an open circuit: to the caller the same as a server that cannot be reached.
            throw new HttpRequestException($"{request.Method} {request.RequestUri} was given up: {rejected.Message}", rejected);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }
}
