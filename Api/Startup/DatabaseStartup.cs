using Huracan.Api.Errors;
using Huracan.Api.Keys;
using Huracan.Cluster.Keys;
using Huracan.Cluster.Postgres;
using Huracan.Contracts;

namespace Huracan.Api.Startup;

/// <summary>
/// Brings the tables up to date and enters the keys of the file, as soon as the database can be reached. Until then the API answers 503.
/// </summary>
internal sealed partial class DatabaseStartup(
    Database database, ApiKeyTable table, ApiKeyFile file, TimeProvider time, ILogger<DatabaseStartup> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when it is done.</summary>
    public Task Done => done.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!Done.IsCompleted)
        {
            try
            {
                await Migrator.MigrateAsync(database, stoppingToken);
                var entered = 0;
                foreach (var key in file.ReadOrCreate())
                    entered += await table.AddAsync(key.Id, key.Role, key.Key, stoppingToken) ? 1 : 0;
                LogKeys(file.FilePath, entered);
                done.SetResult();
            }
            catch (InputRefusedException exception)
            {
                LogRefused(exception.Message); // a person has to heal it: this program is not ready until then, and says so
                await Task.Delay(LongPause, time, stoppingToken);
            }
            catch (Exception exception) when (ErrorHandler.IsAway(exception))
            {
                LogAway(exception.Message);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The keys of this API are in {File}; {Entered} of them are new to the database")]
    private partial void LogKeys(string file, int entered);

    [LoggerMessage(2, LogLevel.Critical, "The API cannot serve: {Reason}")]
    private partial void LogRefused(string reason);

    [LoggerMessage(3, LogLevel.Warning, "The database cannot be reached yet: {Reason}")]
    private partial void LogAway(string reason);
}
