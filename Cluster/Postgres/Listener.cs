using Npgsql;

namespace Huracan.Cluster.Postgres;

/// <summary>
/// Receives PostgreSQL's notifications. Some are missed while a connection is down, so the receiver must also poll.
/// </summary>
public static class Listener
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    /// <summary>Listens until it is cancelled; reconnects when the connection breaks.</summary>
    /// <param name="database">The database.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="onNotified">Called for every notification, and whenever one may have been missed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task RunAsync(Database database, string channel, Action onNotified, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.OpenAsync(cancellationToken);
                connection.Notification += (_, _) => onNotified();
                await Database.ExecuteAsync(connection, $"listen {channel}", cancellationToken);
                onNotified();
                while (true)
                    await connection.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException)
            {
                await Task.Delay(RetryDelay, cancellationToken)
                    .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }
    }
}
