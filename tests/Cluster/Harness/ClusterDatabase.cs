using Huracan.Cluster.Postgres;
using Huracan.Cluster.Runs;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Tests.Servers;
using Huracan.Tests.Servers.Databases;

namespace Huracan.Tests.Cluster.Harness;

/// <summary>A database of one test class, made when the first test needs it.</summary>
public sealed class ClusterDatabase : IAsyncLifetime
{
    private static readonly Lock Gate = new();
    private readonly Lazy<Task<Database>> database = new(TestPostgres.MigratedAsync);
    private int runs;

    internal static UnitMachine Machine { get; } = new(new UnitTiming());

    internal static UnitOwner Owner(string silo) => new(silo, $"{silo}@1#1");

    internal Task<Database> DatabaseAsync() => database.Value;

    internal async Task<T> TableAsync<T>(Func<Database, TimeProvider, T> make) => make(await database.Value, TimeProvider.System);

    internal async Task<string> RunAsync(params UnitId[] units)
    {
        string id;
        lock (Gate)
            id = $"20250101T000000Z-{++runs:x8}";
        await new RunTable(await database.Value, TimeProvider.System).CreateAsync(New(id, units), CancellationToken.None);
        return id;
    }

    internal static NewRun New(string id, params IEnumerable<UnitId> units) => new(
        id, "v1", "a test", "seed: 1\n", "",
        [.. units.Select(unit => new PlannedUnit(unit))]);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (database.IsValueCreated)
            await (await database.Value).DisposeAsync();
    }
}
