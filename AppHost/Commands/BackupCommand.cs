using System.Globalization;
using Huracan.AppHost.Hosting;
using Huracan.AppHost.Local;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Huracan.AppHost.Commands;

internal static class BackupCommand
{
    /// <summary>Adds a command that writes the database <c>huracan</c> to a file below the state folder, for <c>pg_restore</c>.</summary>
    public static IResourceBuilder<PostgresServerResource> WithBackupCommand(
        this IResourceBuilder<PostgresServerResource> postgres, AppHostOptions options) =>
        postgres.WithCommand("backup", "Back up to a file", async context =>
        {
            var connection = new NpgsqlConnectionStringBuilder(await postgres.Resource.GetConnectionStringAsync(context.CancellationToken));
            if (PostgresPrograms.FindTool("pg_dump") is not { } program)
                return CommandResults.Failure(
                    "There is no pg_dump on this machine; it comes with PostgreSQL's client (on Debian: postgresql-client)");
            var now = context.Services.GetRequiredService<TimeProvider>().GetUtcNow();
            var file = Path.Combine(
                options.Folder("backups"), string.Create(CultureInfo.InvariantCulture, $"huracan-{now:yyyyMMdd'T'HHmmss'Z'}.dump"));
            SecretFile.Write(file + ".new", ""); // made beforehand, so that nobody else can read it
            var (code, _, errors) = await Task.Run(() => LocalProgram.Run(program,
                [
                    "--format=custom", $"--file={file}.new", $"--host={connection.Host}", $"--username={connection.Username}",
                    string.Create(CultureInfo.InvariantCulture, $"--port={connection.Port}"), "huracan",
                ],
                environment: new Dictionary<string, string> { ["PGPASSWORD"] = connection.Password ?? "" }), context.CancellationToken);
            if (code != 0)
            {
                File.Delete(file + ".new");
                return CommandResults.Failure($"pg_dump failed ({code}): {errors}");
            }
            File.Move(file + ".new", file);
            return CommandResults.Success($"The database is backed up in {file}");
        }, new CommandOptions
        {
            Description = "Writes the database to a file below the state folder, for pg_restore.",
            IconName = "DatabaseArrowDown",
            UpdateState = CommandStates.WhenHealthy,
        });
}
