using Polly;

namespace Huracan.ServiceDefaults;

/// <summary>
/// Turns a timeout or an open circuit into the exception of a server that cannot be reached, so that callers handle one case.
/// </summary>
internal sealed class UnreachableHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (ExecutionRejectedException exception)
        {
            throw new HttpRequestException($"{request.Method} {request.RequestUri} failed: {exception.Message}", exception);
        }
    }
}
