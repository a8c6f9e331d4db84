namespace Huracan.AppHost.Postgres;

/// <summary>A database of a server; ready when the server is.</summary>
public sealed class PostgresDatabaseResource : Resource, IResourceWithConnectionString
{
    private readonly PostgresServerResource parent;

    internal PostgresDatabaseResource(string name, PostgresServerResource parent)
        : base(name)
    {
        this.parent = parent;
        Waits.Add(parent);
    }

    public async ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) =>
        await parent.ConnectionStringAsync(Name, cancellationToken);
}
