using System.Diagnostics;
using System.Globalization;
using System.Net;
using Huracan.AppHost.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using StackExchange.Redis;

namespace Huracan.Tests.AppHost;

/// <summary>The application with real servers: started, used, disturbed and stopped.</summary>
public sealed class RunningApplicationTests : IDisposable
{
    private readonly CancellationTokenSource patience = new(TimeSpan.FromMinutes(6));
    private readonly DirectoryInfo state = Directory.CreateTempSubdirectory("huracan-apphost-");

    // The database's user passes through to its data.
    public RunningApplicationTests() =>
        File.SetUnixFileMode(state.FullName, File.GetUnixFileMode(state.FullName) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);

    public void Dispose()
    {
        patience.Dispose();
        state.Delete(recursive: true);
    }

    [ServersFact("postgres", "redis-server", "pg_dump")]
    public async Task It_starts_runs_its_commands_recovers_and_keeps_its_data()
    {
        await using (var application = await StartAsync())
        {
            using var api = application.CreateHttpClient("api", "http");
            Assert.Equal(HttpStatusCode.OK, (await api.GetAsync(new Uri("health", UriKind.Relative), patience.Token)).StatusCode);
            var connection = await application.GetConnectionStringAsync("huracan", patience.Token) + ";Pooling=false";
            await ExecuteAsync(connection, "CREATE TABLE kept (n int); INSERT INTO kept VALUES (42)");

            await RunAsync(application, "api", "demonstration");
            Assert.Equal(1L, await ExecuteAsync(connection, "SELECT count(*) FROM runs"));
            await EmptiesTheCacheAsync(application);
            await RunAsync(application, "postgres", "backup");
            var backup = Assert.Single(Directory.GetFiles(Path.Combine(state.FullName, "backups")));
            Assert.Equal("PGDMP"u8.ToArray(), (await File.ReadAllBytesAsync(backup, patience.Token))[..5]);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(backup));

            await ComesBackAsync(application, "postgres-process");
            await ComesBackAsync(application, "api");
            Assert.Equal(42, await ExecuteAsync(connection, "SELECT n FROM kept")); // the same address, the same data
            await application.StopAsync(patience.Token);
        }
        await using var again = await StartAsync();
        Assert.Equal(42,
            await ExecuteAsync(await again.GetConnectionStringAsync("huracan", patience.Token) + ";Pooling=false", "SELECT n FROM kept"));
    }

    private async Task<DistributedApplication> StartAsync()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            ["--state", state.FullName, "--api-port", FreePort(), "--dashboard-port", FreePort(), "--aspire-port", FreePort(),
                "--no-dashboard", "--servers", "process"], patience.Token);
        var application = await builder.BuildAsync(patience.Token);
        await application.StartAsync(patience.Token);
        await application.ResourceNotifications.WaitForResourceHealthyAsync("api", patience.Token);
        return application;
    }

    private async Task EmptiesTheCacheAsync(DistributedApplication application)
    {
        // It is one of the parts.
        await using var redis = await ConnectionMultiplexer.ConnectAsync(
            (await application.GetConnectionStringAsync("redis", patience.Token))!);
        await redis.GetDatabase().StringSetAsync("key", "value");
        await RunAsync(application, "redis", "empty");
        Assert.False(await redis.GetDatabase().KeyExistsAsync("key"));
    }

    private async Task RunAsync(DistributedApplication application, string resource, string command)
    {
        var result = await application.Services.GetRequiredService<ResourceCommandService>()
            .ExecuteCommandAsync(resource, command, patience.Token);
        Assert.True(result.Success, result.Message);
    }

    /// <summary>Kills a part's process and waits for another in its place.</summary>
    private async Task ComesBackAsync(DistributedApplication application, string resource)
    {
        var killed = await ProcessAsync(application, resource, otherThan: null);
        Process.GetProcessById(killed).Kill();
        Assert.NotEqual(killed, await ProcessAsync(application, resource, killed));
        await application.ResourceNotifications.WaitForResourceHealthyAsync(resource, patience.Token);
    }

    private async Task<int> ProcessAsync(DistributedApplication application, string resource, int? otherThan)
    {
        var running = await application.ResourceNotifications.WaitForResourceAsync(
            resource, change => change.Snapshot.State?.Text == KnownResourceStates.Running && Id(change) is { } id
                && id != otherThan, patience.Token);
        return Id(running) ?? throw new InvalidOperationException($"{resource} has no process.");
    }

    private static int? Id(ResourceEvent change) =>
        change.Snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value is { } id
            ? Convert.ToInt32(id, CultureInfo.InvariantCulture) : null;

    private static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private static string FreePort() => Ports.Free().ToString(CultureInfo.InvariantCulture);
}
