using System.Diagnostics;
using System.Net.Sockets;
using Huracan.AppHost.Application;
using Huracan.AppHost.Resources;
using Huracan.AppHost.Status;
using Npgsql;

namespace Huracan.Tests.AppHost.Application;

/// <summary>Real servers, started, killed and stopped.</summary>
public sealed class DistributedApplicationTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly DirectoryInfo state = Directory.CreateTempSubdirectory("huracan-apphost-");

    public void Dispose() => state.Delete(recursive: true);

    [ServersFact("postgres", "redis-server")]
    public async Task Servers_come_up_come_back_after_a_kill_and_leave_nothing_behind()
    {
        File.SetUnixFileMode(state.FullName, File.GetUnixFileMode(state.FullName) | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);
        var builder = DistributedApplication.CreateBuilder(["--state", state.FullName]);
        var database = builder.AddPostgres("postgres").AddDatabase("huracan");
        var redis = builder.AddRedis("redis").WaitFor(database);
        var output = new StringWriter();
        using var console = new LogConsole(TextWriter.Synchronized(output), colours: false, ["postgres", "redis"]);
        await using var session = new ApplicationSession([.. builder.Resources], state.FullName, console, TimeProvider.System);
        using var end = new CancellationTokenSource();
        var running = session.RunAsync(end.Token);

        var first = await UntilRunningAsync(session, "postgres", otherThan: null);
        var cache = await UntilRunningAsync(session, "redis", otherThan: null);
        var connection = Assert.IsType<string>(await database.Resource.GetConnectionStringAsync());
        await ExecuteAsync(connection, "CREATE TABLE kept (n int); INSERT INTO kept VALUES (42)");

        Process.GetProcessById(first).Kill();
        Process.GetProcessById(cache).Kill();
        var second = await UntilRunningAsync(session, "postgres", first);
        var secondCache = await UntilRunningAsync(session, "redis", cache);

        Assert.Equal(connection, await database.Resource.GetConnectionStringAsync());
        Assert.Equal(42, await ExecuteAsync(connection, "SELECT n FROM kept"));
        var address = Assert.IsType<string>(await redis.Resource.GetConnectionStringAsync()).Split(':');
        using (var client = new TcpClient())
            await client.ConnectAsync(address[0], int.Parse(address[1], System.Globalization.CultureInfo.InvariantCulture));

        await end.CancelAsync();
        Assert.Equal(0, await running.WaitAsync(Patience));
        foreach (var process in new[] { first, second, cache, secondCache })
            Assert.False(Directory.Exists($"/proc/{process}") && !File.ReadAllText($"/proc/{process}/stat").Contains(") Z", StringComparison.Ordinal));
        Assert.Contains("postgres: was ended by signal 9; starts again in 1 s", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_told_with_its_option_before_anything_starts()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        var builder = DistributedApplication.CreateBuilder(["--state", state.FullName]);
        builder.AddProject<Projects.Api>("api").WithHttpEndpoint(port);
        using var console = new LogConsole(TextWriter.Null, colours: false, ["api"]);
        await using var session = new ApplicationSession([.. builder.Resources], state.FullName, console, TimeProvider.System);
        var fault = await Assert.ThrowsAsync<Huracan.AppHost.Processes.LaunchFailedException>(() => session.RunAsync(CancellationToken.None));
        Assert.Equal($"port {port} of api is in use by another process: stop that, or choose another with --api-port", fault.Message);
    }

    private static async Task<int> UntilRunningAsync(ApplicationSession session, string name, int? otherThan)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < Patience)
        {
            var status = session.Supervisors.Single(supervisor => supervisor.Name == name).Status;
            if (status is { State: InstanceState.Running, ProcessId: { } process } && process != otherThan)
                return process;
            await Task.Delay(20);
        }
        throw new TimeoutException($"{name} did not come up.");
    }

    private static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
