using Huracan.AppHost.Postgres;
using Npgsql;

namespace Huracan.Tests.AppHost.Postgres;

public sealed class PostgresServerTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("huracan-postgres-");

    public PostgresServerTests() => File.SetUnixFileMode(folder.FullName, File.GetUnixFileMode(folder.FullName) | UnixFileMode.OtherExecute);

    public void Dispose() => folder.Delete(recursive: true);

    [ServersFact("postgres")]
    public async Task A_server_keeps_its_data_password_and_port_between_starts()
    {
        var home = Path.Combine(folder.FullName, "server");
        string first;
        await using (var server = await PostgresServer.StartAsync(home, durable: false))
        {
            first = await server.CreateDatabaseAsync("kept");
            Assert.Equal(first, await server.CreateDatabaseAsync("kept"));
            var taken = await Assert.ThrowsAsync<InvalidOperationException>(() => PostgresServer.StartAsync(home));
            Assert.Contains("another process uses", taken.Message, StringComparison.Ordinal);
        }
        await using var again = await PostgresServer.StartAsync(home, durable: false);
        Assert.Equal(first, again.ConnectionString("kept"));
        await using var connection = new NpgsqlConnection(first + ";Pooling=false");
        await connection.OpenAsync();
        var wrong = new NpgsqlConnectionStringBuilder(first) { Password = "guess", Pooling = false };
        await using var stranger = new NpgsqlConnection(wrong.ConnectionString);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => stranger.OpenAsync());
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(home, "password")));
    }
}
