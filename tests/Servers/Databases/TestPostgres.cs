using Huracan.Cluster.Postgres;

namespace Huracan.Tests.Servers.Databases;

/// <summary>One private PostgreSQL server for all tests of a process, and as many databases as they ask for.</summary>
internal static class TestPostgres
{
    private const string Place = "/var/tmp";
    private const string Name = "huracan-tests-";
    private static readonly Lazy<Task<PostgresServer>> Server = new(StartAsync);
    private static int count;

    /// <summary>A connection string to a new, empty database.</summary>
    public static async Task<string> CreateAsync()
    {
        var server = await Server.Value;
        return await server.CreateDatabaseAsync($"test{Interlocked.Increment(ref count)}")
            + ";Maximum Pool Size=20;Include Error Detail=true";
    }

    /// <summary>A new database with its tables.</summary>
    public static async Task<Database> MigratedAsync()
    {
        var database = new Database(await CreateAsync());
        await Migrator.MigrateAsync(database, CancellationToken.None);
        return database;
    }

    private static async Task<PostgresServer> StartAsync()
    {
        DeleteAbandonedFolders();
        var folder = Path.Combine(Place, $"{Name}{Environment.ProcessId}");
        var server = await PostgresServer.StartAsync(folder, durable: false);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            server.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(10));
            Directory.Delete(folder, recursive: true);
        };
        return server;
    }

    // The runner may kill a test process before it has deleted its folder. The next process deletes it; the server has ended by then.
    private static void DeleteAbandonedFolders()
    {
        foreach (var folder in Directory.GetDirectories(Place, $"{Name}*"))
        {
            var number = Path.GetFileName(folder)[Name.Length..];
            if (!number.All(char.IsAsciiDigit) || Directory.Exists($"/proc/{number}"))
                continue;
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (DirectoryNotFoundException)
            {
                // Another test process deletes it at the same time.
            }
        }
    }
}
