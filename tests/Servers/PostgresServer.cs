using System.Collections.Concurrent;
using System.Globalization;
using Huracan.AppHost.Hosting;
using Huracan.AppHost.Local;
using Npgsql;

namespace Huracan.Tests.Servers;

/// <summary>
/// A private PostgreSQL server for as long as one needs it: a folder in, a connection string out. It ends with this object, and with this
/// process, however that ends.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private static readonly string[] Fast = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"];
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(8);
    private readonly NpgsqlConnectionStringBuilder address;
    private readonly ChildProcess process;
    private DirectoryInfo? temporary;

    private PostgresServer(ChildProcess process, NpgsqlConnectionStringBuilder address) =>
        (this.process, this.address) = (process, address);

    /// <summary>The number of the server's first process.</summary>
    public int ProcessId => process.Id;

    /// <summary>Starts a server in a folder, which is made where it is missing and may be used again later.</summary>
    /// <param name="folder">Data and password lie here, or, when root's other user may not go there, under /var/tmp.</param>
    /// <param name="durable">False for tests: nothing is flushed to disk, which is several times faster.</param>
    /// <exception cref="InvalidOperationException">There is no server on this machine, or it does not start; the message says
    /// why.</exception>
    public static async Task<PostgresServer> StartAsync(string folder, bool durable = true)
    {
        var home = PostgresFolder.Choose(folder);
        var programs = PostgresPrograms.Find(home.DataVersion, Checkout.Path("node_modules")).For(home);
        var password = SecretFile.Password(Path.Combine(home.Folder, "password"));
        home.Initialize(programs, password);
        var port = Ports.Free();
        var (program, arguments) = ServerUser.Command(home.User, programs.Server,
            ["-D", home.Data, "-p", port.ToString(CultureInfo.InvariantCulture), .. PostgresArguments.Standard, .. durable ? [] : Fast]);
        var log = new ConcurrentQueue<string>();
        var process = await ChildProcess.StartAsync(
            new ProcessCommand(program, arguments) { WorkingFolder = home.Folder, StopSignal = Signal.Interrupt }, log.Enqueue);
        var address = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = PostgresFolder.UserName,
            Password = password,
            Database = "postgres",
            SslMode = SslMode.Disable,
        };
        using var timeout = new CancellationTokenSource(StartTimeout);
        while (!await AnswersAsync(address))
        {
            if (process.Exited.IsCompleted || timeout.IsCancellationRequested)
            {
                await process.StopAsync(StopTimeout);
                throw new InvalidOperationException($"PostgreSQL does not start in {folder}:\n{string.Join('\n', log)}");
            }
            await Task.Delay(50);
        }
        return new PostgresServer(process, address);
    }

    /// <summary>Starts a server for tests: in a folder of its own, flushing nothing to disk, gone without a trace afterwards.</summary>
    /// <exception cref="InvalidOperationException">There is no server on this machine, or it does not start; the message says
    /// why.</exception>
    public static async Task<PostgresServer> StartTemporaryAsync()
    {
        var folder = Directory.CreateTempSubdirectory("huracan-postgres-");
        try
        {
            // Where this is root, the server is another user, who must get through to its data.
            File.SetUnixFileMode(
                folder.FullName, File.GetUnixFileMode(folder.FullName) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
            var server = await StartAsync(Path.Combine(folder.FullName, "server"), durable: false);
            server.temporary = folder;
            return server;
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>A connection string to one of the server's databases; <c>postgres</c> is there from the beginning.</summary>
    public string ConnectionString(string database = "postgres") =>
        new NpgsqlConnectionStringBuilder(address.ConnectionString) { Database = database }.ConnectionString;

    /// <summary>Makes a database, and gives its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(string name)
    {
        await using var connection = new NpgsqlConnection(Unpooled(address));
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE \"{name}\"", connection);
        await create.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    /// <summary>Ends the server: at once for its clients, in good order for its data.</summary>
    public async ValueTask DisposeAsync()
    {
        await process.StopAsync(StopTimeout);
        process.Dispose();
        temporary?.Delete(recursive: true);
        temporary = null;
    }

    private static async Task<bool> AnswersAsync(NpgsqlConnectionStringBuilder address)
    {
        try
        {
            await using var connection = new NpgsqlConnection(Unpooled(address));
            await connection.OpenAsync();
            return true;
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            return false;
        }
    }

    private static string Unpooled(NpgsqlConnectionStringBuilder address) =>
        new NpgsqlConnectionStringBuilder(address.ConnectionString) { Pooling = false, Timeout = 5 }.ConnectionString;
}
