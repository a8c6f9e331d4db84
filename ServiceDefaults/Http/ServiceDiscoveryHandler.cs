namespace Huracan.ServiceDefaults.Http;

/// <summary>Replaces a service's name by the address of one of its replicas, for the length of one attempt.</summary>
internal sealed class ServiceDiscoveryHandler(ServiceEndpoints endpoints) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var named = request.RequestUri;
        if (named is null)
            return await base.SendAsync(request, cancellationToken);
        request.RequestUri = endpoints.Resolve(named);
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            request.RequestUri = named;
        }
    }
}
