namespace Huracan.AppHost.Resources;

/// <summary>A server somebody else runs.</summary>
public sealed class ConnectionStringResource(string name, string value) : Resource(name), IResourceWithConnectionString
{
    public ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult<string?>(value);
}
