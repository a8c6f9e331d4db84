using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;

namespace Huracan.ServiceDefaults.Http;

/// <summary>Where a service named <c>api</c> listens: <c>services__api__http__0</c>, <c>__1</c>, …, taken in turn.</summary>
internal sealed class ServiceEndpoints(IConfiguration configuration)
{
    private readonly ConcurrentDictionary<string, int> turns = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The address to call instead; the same one when its host is no service's name.</summary>
    public Uri Resolve(Uri address)
    {
        // A service's name has no dot: localhost and real hosts are left alone unless someone configures a service of that name.
        var schemes = address.Scheme.Split('+'); // https+http://api: the first that is configured
        foreach (var scheme in schemes)
        {
            var endpoints = configuration.GetSection($"services:{address.Host}:{scheme}")
                .GetChildren()
                .Select(child => child.Value)
                .OfType<string>()
                .ToList();
            if (endpoints.Count == 0)
                continue;
            var turn = turns.AddOrUpdate(address.Host, 0, (_, last) => last == int.MaxValue ? 0 : last + 1);
            var target = new Uri(endpoints[turn % endpoints.Count]);
            return new UriBuilder(address) { Scheme = target.Scheme, Host = target.Host, Port = target.Port }.Uri;
        }
        return address;
    }
}
