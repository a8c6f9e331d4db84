using Npgsql;

namespace Huracan.Cluster.Postgres;

/// <summary>
/// Receives PostgreSQL's notifications. They are hints: some are missed while a connection is down, so the receiver also polls now and
/// then.
/// </summary>
public static class Listener
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Listens until it is cancelled; reconnects when the connection breaks.</summary>
    /// <param name="database">The database.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="onHeard">Called for every notification, and whenever one may have been missed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task RunAsync(Database database, string channel, Action onHeard, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.OpenAsync(cancellationToken);
                connection.Notification += (_, _) => onHeard();
                await Database.ExecuteAsync(connection, $"listen {channel}", cancellationToken);
                onHeard();
                while (true)
                    await connection.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException)
            {
                await Task.Delay(Pause, cancellationToken)
                    .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }
    }
}
