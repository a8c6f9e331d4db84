using Huracan.Api.Errors;
using Huracan.Api.Keys;
using Huracan.Api.Settings;
using Huracan.Cluster.Keys;
using Huracan.Cluster.Postgres;
using Huracan.Contracts;
using Microsoft.Extensions.Options;

namespace Huracan.Api.Startup;

/// <summary>
/// Brings the tables up to date and enters the keys of the file, as soon as the database can be reached. Until then the API answers 503.
/// </summary>
internal sealed partial class DatabaseStartup(
    Database database, ApiKeyTable table, ApiKeyFile file, IOptions<ApiOptions> options, TimeProvider time,
    ILogger<DatabaseStartup> log) : BackgroundService
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
                foreach (var key in Keys())
                    entered += await table.AddAsync(key.Id, key.Role, key.Key, stoppingToken) ? 1 : 0;
                LogKeys(file.FilePath, entered);
                done.SetResult();
            }
            catch (InputRefusedException refused)
            {
                LogRefused(refused.Message); // a person has to heal it: this program is not ready until then, and says so
                await Task.Delay(LongPause, time, stoppingToken);
            }
            catch (Exception fault) when (ErrorHandler.IsAway(fault))
            {
                LogAway(fault.Message);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    private IEnumerable<ApiKeyEntry> Keys() => options.Value.OperatorKey is { } key
        ? file.ReadOrCreate().Append(ApiKeyEntry.Of(ApiRole.Operator, key))
        : file.ReadOrCreate();

    [LoggerMessage(1, LogLevel.Information, "The keys of this API are in {File}; {Entered} of them are new to the database")]
    private partial void LogKeys(string file, int entered);

    [LoggerMessage(2, LogLevel.Critical, "The API cannot serve: {Why}")]
    private partial void LogRefused(string why);

    [LoggerMessage(3, LogLevel.Warning, "The database cannot be reached yet: {Why}")]
    private partial void LogAway(string why);
}
