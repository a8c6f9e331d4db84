using System.Globalization;
using Huracan.AppHost.Processes;
using Npgsql;

namespace Huracan.AppHost.Postgres;

/// <summary>
/// A private server in a folder: made once, then started as often as one likes. Listens on 127.0.0.1 alone, on the port it had before; knows
/// one user, by password (SCRAM).
/// </summary>
internal sealed class PostgresCluster(string folder, bool durable, Action<string> say, Func<int?, PostgresBinaries>? find = null)
{
    public const string UserName = "huracan";
    private static readonly TimeSpan OldServerPatience = TimeSpan.FromSeconds(8);
    // A statement's error goes to who sent it, who may have expected it: Quartz looks for its tables by asking for them.
    private static readonly string[] Quiet = ["-c", "log_min_messages=log"];
    private static readonly string[] Fast = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"];
    private NpgsqlConnectionStringBuilder? address;
    private bool introduced;

    /// <summary>A connection string to a database of the server; known after the first preparation.</summary>
    public string ConnectionString(string database) => address is null
        ? throw new InvalidOperationException("The server was not prepared.")
        : new NpgsqlConnectionStringBuilder(address.ConnectionString) { Database = database }.ConnectionString;

    /// <summary>Finds the programs, makes the data folder where there is none, ends a server that a killed program left, finds a port.</summary>
    public async Task<Launch> PrepareAsync(CancellationToken cancellationToken)
    {
        var home = await PostgresHome.ChooseAsync(folder, cancellationToken);
        var versionFile = Path.Combine(home.Data, "PG_VERSION");
        int? dataVersion = File.Exists(versionFile)
            ? int.Parse((await File.ReadAllTextAsync(versionFile, cancellationToken)).Split('.')[0], CultureInfo.InvariantCulture)
            : null;
        var binaries = await (find ?? PostgresBinaries.Find)(dataVersion).ForAsync(home, cancellationToken);
        if (!introduced)
        {
            say($"PostgreSQL {binaries.Version}, {binaries.Source} ({binaries.Folder}), data in {home.Data}{(home.User is { } user ? $", as user {user.Name}" : "")}");
            if (Path.GetFullPath(folder) != home.Folder)
                say($"the data lies in {home.Folder}, because user {home.User?.Name} may not go to {folder}");
            introduced = true;
        }
        var password = await home.PasswordAsync(cancellationToken);
        if (dataVersion is null)
            await InitializeAsync(home, binaries, password, cancellationToken);
        else
            await EndOldServerAsync(home, cancellationToken);
        var port = await PortAsync(home, cancellationToken);
        address = new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = port, Username = UserName, Password = password, SslMode = SslMode.Disable };
        return new Launch
        {
            Command = new ProcessCommand(binaries.Server,
            [
                "-D", home.Data, "-p", port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
                "-c", "logging_collector=off", "-c", "log_destination=stderr", "-c", "log_timezone=UTC", .. Quiet, .. durable ? [] : Fast,
            ])
            { User = home.User, WorkingFolder = home.Data, StopSignal = Signal.Interrupt },
            Endpoint = $"127.0.0.1:{port}",
            IsReady = token => AnswersAsync(ConnectionString("postgres"), token),
        };
    }

    /// <summary>Makes a database where it is missing.</summary>
    public async Task CreateDatabaseAsync(string name, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(Unpooled(ConnectionString("postgres")));
        await connection.OpenAsync(cancellationToken);
        await using var look = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection) { Parameters = { new() { Value = name } } };
        if (await look.ExecuteScalarAsync(cancellationToken) is not null)
            return;
        await using var create = new NpgsqlCommand($"CREATE DATABASE \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", connection);
        await create.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Into a folder beside, moved when complete: a data folder is never half made.</summary>
    private static async Task InitializeAsync(PostgresHome home, PostgresBinaries binaries, string password, CancellationToken cancellationToken)
    {
        var fresh = home.Data + ".new";
        if (Directory.Exists(fresh))
            Directory.Delete(fresh, recursive: true);
        Directory.CreateDirectory(fresh, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var secret = Path.Combine(home.Folder, "password.init");
        await PostgresHome.WriteSecretAsync(secret, password, cancellationToken);
        try
        {
            if (home.User is { } user)
            {
                Native.ChangeOwner(fresh, user);
                Native.ChangeOwner(secret, user);
            }
            var (code, output) = await ChildProcess.RunAsync(new ProcessCommand(binaries.Init,
                ["-D", fresh, "-U", UserName, $"--pwfile={secret}", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--data-checksums"])
            {
                User = home.User,
                WorkingFolder = fresh,
            }, cancellationToken);
            if (code != 0)
                throw new LaunchFailedException($"initdb failed ({code}): {output}", CanHeal: false);
        }
        finally
        {
            File.Delete(secret);
        }
        Directory.Move(fresh, home.Data);
    }

    /// <summary>A server whose owner was killed may still hold the data. Its file names it; the number may by now be another program's.</summary>
    private async Task EndOldServerAsync(PostgresHome home, CancellationToken cancellationToken)
    {
        var file = Path.Combine(home.Data, "postmaster.pid");
        if (!File.Exists(file) || !int.TryParse((await File.ReadAllLinesAsync(file, cancellationToken)).FirstOrDefault(), CultureInfo.InvariantCulture, out var process))
            return;
        bool Lives() => new FileInfo($"/proc/{process}/cwd").LinkTarget == home.Data;
        if (!Lives())
            return; // the server itself sees that the file is stale
        say($"ending the server {process}, left over from before");
        var deadline = TimeProvider.System.GetTimestamp();
        Native.SignalProcess(process, Signal.Interrupt);
        while (Lives() && TimeProvider.System.GetElapsedTime(deadline) < OldServerPatience)
            await Task.Delay(50, cancellationToken);
        if (!Lives())
            return;
        Native.SignalProcess(process, Signal.Quit);
        await Task.Delay(500, cancellationToken);
        if (Lives())
            throw new LaunchFailedException($"the server {process}, left over from before, does not end: kill it", CanHeal: true);
    }

    private async Task<int> PortAsync(PostgresHome home, CancellationToken cancellationToken)
    {
        var remembered = File.Exists(home.PortFile)
            && int.TryParse(await File.ReadAllTextAsync(home.PortFile, cancellationToken), CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        if (address is not null)
        {
            // Others hold this connection string already.
            return Ports.IsFree(address.Port)
                ? address.Port
                : throw new LaunchFailedException($"port {address.Port} was taken by another process", CanHeal: true);
        }
        if (remembered is { } port && Ports.IsFree(port))
            return port;
        var free = Ports.Free();
        if (remembered is not null)
            say($"port {remembered} is in use by another process; listening on {free}");
        await File.WriteAllTextAsync(home.PortFile, free.ToString(CultureInfo.InvariantCulture), cancellationToken);
        return free;
    }

    private static async Task<bool> AnswersAsync(string connectionString, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(Unpooled(connectionString));
            await connection.OpenAsync(cancellationToken);
            await using var query = new NpgsqlCommand("SELECT 1", connection);
            return await query.ExecuteScalarAsync(cancellationToken) is 1;
        }
        catch (Exception fault) when (fault is NpgsqlException or TimeoutException)
        {
            return fault is not PostgresException { SqlState: PostgresErrorCodes.InvalidPassword }
                ? false
                : throw new LaunchFailedException("the server does not take the password in its folder; remove the folder to begin anew", CanHeal: false);
        }
    }

    private static string Unpooled(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Timeout = 5 }.ConnectionString;
}
