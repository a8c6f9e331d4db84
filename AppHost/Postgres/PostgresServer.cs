using Huracan.AppHost.Processes;

namespace Huracan.AppHost.Postgres;

/// <summary>
/// A private PostgreSQL server for as long as one needs it: a folder in, a connection string out. It ends with this object, and with this
/// process, however that ends.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(8);
    private readonly PostgresCluster cluster;
    private readonly ChildProcess process;
    private readonly FileStream folderLock;

    private PostgresServer(PostgresCluster cluster, ChildProcess process, FileStream folderLock)
    {
        this.cluster = cluster;
        this.process = process;
        this.folderLock = folderLock;
    }

    /// <summary>The number of the server's first process.</summary>
    public int ProcessId => process.Id;

    /// <summary>Starts a server in a folder, which is made where it is missing and may be used again later.</summary>
    /// <param name="folder">Data, password and port lie here, or, when root's other user may not go there, under /var/tmp.</param>
    /// <param name="durable">False for tests: nothing is flushed to disk, which is several times faster.</param>
    /// <param name="log">Each line the server says.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <exception cref="InvalidOperationException">There is no server on this machine, or it does not start; the message says why.</exception>
    public static async Task<PostgresServer> StartAsync(
        string folder, bool durable = true, Action<string>? log = null, CancellationToken cancellationToken = default)
    {
        log ??= _ => { };
        var tail = new Queue<string>();
        FileStream? folderLock = null;
        ChildProcess? process = null;
        try
        {
            folderLock = FolderLock.Take(folder, "one server per folder");
            var cluster = new PostgresCluster(folder, durable, log);
            var launch = await cluster.PrepareAsync(cancellationToken);
            process = await ChildProcess.StartAsync(launch.Command, line =>
            {
                lock (tail)
                {
                    tail.Enqueue(line);
                    if (tail.Count > 20)
                        tail.Dequeue();
                }
                log(line);
            });
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(StartPatience);
            while (!await launch.IsReady(patience.Token))
            {
                if (process.Exited.IsCompleted)
                    throw new LaunchFailedException($"the server ended with exit code {await process.Exited}", CanHeal: false);
                await Task.Delay(50, patience.Token);
            }
            return new PostgresServer(cluster, process, folderLock);
        }
        catch (Exception fault)
        {
            if (process is not null)
                await process.StopAsync(StopPatience);
            folderLock?.Dispose();
            if (fault is not LaunchFailedException)
                throw;
            lock (tail)
                throw new InvalidOperationException($"PostgreSQL does not start in {folder}: {fault.Message}\n{string.Join('\n', tail)}", fault);
        }
    }

    /// <summary>A connection string to one of the server's databases; <c>postgres</c> is there from the beginning.</summary>
    public string ConnectionString(string database = "postgres") => cluster.ConnectionString(database);

    /// <summary>Makes a database where it is missing, and gives its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(string name, CancellationToken cancellationToken = default)
    {
        await cluster.CreateDatabaseAsync(name, cancellationToken);
        return cluster.ConnectionString(name);
    }

    /// <summary>Ends the server: at once for its clients, in good order for its data.</summary>
    public async ValueTask DisposeAsync()
    {
        await process.StopAsync(StopPatience);
        process.Dispose();
        await folderLock.DisposeAsync();
    }
}
