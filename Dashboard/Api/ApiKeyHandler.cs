namespace Huracan.Dashboard.Api;

/// <summary>Shows the key with every request.</summary>
internal sealed class ApiKeyHandler(ApiKeys keys) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Remove("X-Api-Key");
        request.Headers.Add("X-Api-Key", keys.Get());
        return base.SendAsync(request, cancellationToken);
    }
}
