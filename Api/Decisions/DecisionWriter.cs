using System.Threading.Channels;
using Huracan.Api.Errors;
using Huracan.Api.Telemetry;
using Huracan.Cluster.Decisions;

namespace Huracan.Api.Decisions;

/// <summary>
/// Writes decisions to the database in batches, outside of the requests that make them. While the database cannot be reached they are
/// queued; when the queue is full, forecasts are refused.
/// </summary>
internal sealed partial class DecisionWriter(DecisionTable table, ApiMetrics metrics, TimeProvider time, ILogger<DecisionWriter> log)
    : BackgroundService
{
    private const int QueueSize = 50_000;
    private const int Batch = 1000;
    private static readonly TimeSpan BatchDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(3);

    private readonly Channel<Decision> queue = Channel.CreateBounded<Decision>(
        new BoundedChannelOptions(QueueSize) { SingleReader = true });
    private DateTimeOffset monthsEnsured;

    /// <exception cref="BusyException">The queue is full.</exception>
    public void Add(Decision decision)
    {
        if (!queue.Writer.TryWrite(decision))
            throw new BusyException("Decisions cannot be recorded now, so no forecast is given.");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await queue.Reader.WaitToReadAsync(stoppingToken))
            {
                await WriteAsync(stoppingToken);
                await Task.Delay(BatchDelay, time, stoppingToken); // gathers a batch
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            using var deadline = new CancellationTokenSource(ShutdownTimeout, time);
            while (queue.Reader.TryPeek(out _) && !deadline.IsCancellationRequested)
                await WriteAsync(deadline.Token).ContinueWith(
                    _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        var batch = new List<Decision>();
        while (batch.Count < Batch && queue.Reader.TryRead(out var decision))
            batch.Add(decision);
        while (batch.Count > 0)
        {
            try
            {
                await EnsureMonthsAsync(cancellationToken);
                await table.AddAsync(batch, cancellationToken);
                metrics.DecisionsWritten(batch.Count);
                return;
            }
            catch (Exception exception) when (ErrorHandler.IsUnavailable(exception))
            {
                LogRetry(batch.Count, exception.Message);
                await Task.Delay(RetryDelay, time, cancellationToken);
            }
        }
    }

    private async Task EnsureMonthsAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now - monthsEnsured < TimeSpan.FromDays(1))
            return;
        await table.EnsureMonthsAsync(now, cancellationToken);
        monthsEnsured = now;
    }

    [LoggerMessage(1, LogLevel.Warning, "{Count} decisions could not be written and are tried again: {Reason}")]
    private partial void LogRetry(int count, string reason);
}
