using Huracan.Api.Errors;
using Huracan.Api.Keys;
using Huracan.Api.Startup;
using Huracan.Cluster.Keys;
using Huracan.Cluster.Postgres;
using Huracan.Contracts;
using Huracan.Tests.Api.Harness;
using Huracan.Tests.Servers;
using Huracan.Tests.Servers.Databases;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Huracan.Tests.Api.Errors;

public class DatabaseAwayTests
{
    [Fact]
    public async Task Without_its_database_the_API_is_alive_and_not_ready()
    {
        var connection = $"Host=127.0.0.1;Port={ServerProcess.FreePort()};Username=x;Timeout=2";
        await using var host = await ApiHost.StartAsync(connection, isReady: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/runs");
        request.Headers.Add(KeyAuthentication.Header, ApiKeyTable.Create());

        using var alive = await host.Nobody.GetAsync("/alive");
        using var health = await host.Nobody.GetAsync("/health");
        using var answer = await host.Nobody.SendAsync(request);

        Assert.Equal(200, (int)alive.StatusCode);
        Assert.Equal(503, (int)health.StatusCode);
        var problem = await ApiHost.ProblemAsync(answer, 503);
        Assert.DoesNotContain("127.0.0.1", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [PostgresFact]
    public async Task A_database_that_is_created_later_is_waited_for()
    {
        var connection = new NpgsqlConnectionStringBuilder(await TestPostgres.CreateAsync());
        var (existing, later) = (connection.ConnectionString, connection.Database + "_later");
        connection.Database = later;
        await using var host = await ApiHost.StartAsync(
            connection.ConnectionString, isReady: false, settings: "--Logging:LogLevel:Default=None");
        Assert.Equal(503, (int)(await host.Nobody.GetAsync("/health")).StatusCode);

        await using (var database = new Database(existing))
            await database.ExecuteAsync($"create database {later}", CancellationToken.None);

        await host.Get<DatabaseStartup>().Done.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(200, (int)(await host.Nobody.GetAsync("/health")).StatusCode);
    }

    [PostgresFact]
    public async Task A_damaged_key_file_prevents_the_start()
    {
        using var state = new TemporaryFolder();
        state.Write("api-keys.json", "{");

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => ApiHost.StartAsync(state: state.Root, isReady: false));

        Assert.Contains(state["api-keys.json"], refused.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task With_a_newer_database_the_API_is_not_ready()
    {
        var connection = await TestPostgres.CreateAsync();
        await using (var database = new Database(connection))
        {
            await Migrator.MigrateAsync(database, CancellationToken.None);
            await database.ExecuteAsync("insert into migrations (number, name) values (9999, 'of tomorrow')", CancellationToken.None);
        }
        await using var host = await ApiHost.StartAsync(connection, isReady: false, settings: "--Logging:LogLevel:Default=None");

        Assert.Equal(503, (int)(await host.Nobody.GetAsync("/health")).StatusCode);
        Assert.False(host.Get<DatabaseStartup>().Done.IsCompleted);
    }

    [Fact]
    public void Only_transient_errors_count_as_an_unavailable_database()
    {
        Assert.True(ErrorHandler.IsUnavailable(new PostgresException("shutting down", "FATAL", "FATAL", "57P01")));
        Assert.True(ErrorHandler.IsUnavailable(new NpgsqlException("refused")));
        Assert.False(ErrorHandler.IsUnavailable(new PostgresException("syntax", "ERROR", "ERROR", "42601")));
        Assert.False(ErrorHandler.IsUnavailable(new PostgresException("bind", "ERROR", "ERROR", "08P01")));
        Assert.False(ErrorHandler.IsUnavailable(new InputRefusedException("no")));
    }
}
