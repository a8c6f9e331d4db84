using Huracan.Api.Errors;
using Huracan.Api.Keys;
using Huracan.Api.Settings;
using Huracan.Cluster.Keys;
using Huracan.Cluster.Postgres;
using Huracan.Contracts;
using Huracan.Contracts.Client;
using Microsoft.Extensions.Options;

namespace Huracan.Api.Startup;

/// <summary>
/// Migrates the database and adds the keys of the key file to it, as soon as the database can be reached. Until then the API answers 503.
/// </summary>
internal sealed partial class DatabaseStartup(
    Database database, ApiKeyTable table, ApiKeyFile file, KeyRing ring, IOptions<ApiOptions> options, TimeProvider time,
    ILogger<DatabaseStartup> log) : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongRetryDelay = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when that is done.</summary>
    public Task Done => done.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!Done.IsCompleted)
        {
            try
            {
                await Migrator.MigrateAsync(database, stoppingToken);
                var added = 0;
                foreach (var key in Keys())
                    added += await table.AddAsync(key.Id, key.Role, key.Key, stoppingToken) ? 1 : 0;
                LogKeys(file.FilePath, added);
                ring.Complete();
                done.SetResult();
            }
            catch (InputRefusedException exception)
            {
                LogRefused(exception.Message); // a person has to fix it; until then the API is not ready
                await Task.Delay(LongRetryDelay, time, stoppingToken);
            }
            catch (Exception exception) when (ErrorHandler.IsUnavailable(exception))
            {
                LogUnavailable(exception.Message);
                await Task.Delay(RetryDelay, time, stoppingToken);
            }
        }
    }

    private IEnumerable<ApiKeyEntry> Keys() => options.Value.OperatorKey is { } key
        ? file.ReadOrCreate().Append(ApiKeyFile.Entry(ApiRole.Operator, key))
        : file.ReadOrCreate();

    [LoggerMessage(1, LogLevel.Information, "The API keys are in {File}; {Added} of them were added to the database")]
    private partial void LogKeys(string file, int added);

    [LoggerMessage(2, LogLevel.Critical, "The API cannot start: {Reason}")]
    private partial void LogRefused(string reason);

    [LoggerMessage(3, LogLevel.Warning, "The database cannot be reached yet: {Reason}")]
    private partial void LogUnavailable(string reason);
}
