using System.Threading.Channels;
using Huracan.Api.Errors;
using Huracan.Api.Telemetry;
using Huracan.Cluster.Decisions;

namespace Huracan.Api.Hamilton;

/// <summary>
/// Writes decisions in batches beside the requests that make them. While the database is away they wait, and when too many wait, no more
/// forecasts are given.
/// </summary>
internal sealed partial class DecisionWriter(DecisionTable table, ApiMetrics metrics, TimeProvider time, ILogger<DecisionWriter> log)
    : BackgroundService
{
    private const int MostWaiting = 50_000;
    private const int Batch = 1000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(3);

    private readonly Channel<Decision> waiting = Channel.CreateBounded<Decision>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private DateTimeOffset months;

    /// <exception cref="BusyException">Too many wait to be written.</exception>
    public void Add(Decision decision)
    {
        if (!waiting.Writer.TryWrite(decision))
            throw new BusyException("Decisions cannot be written down now, and none is given that is not.");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await waiting.Reader.WaitToReadAsync(stoppingToken))
            {
                await WriteAsync(stoppingToken);
                await Task.Delay(Pause, time, stoppingToken); // gathers a batch
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            using var patience = new CancellationTokenSource(EndPatience, time);
            while (waiting.Reader.TryPeek(out _) && !patience.IsCancellationRequested)
                await WriteAsync(patience.Token).ContinueWith(
                    _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        var batch = new List<Decision>();
        while (batch.Count < Batch && waiting.Reader.TryRead(out var decision))
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
            catch (Exception exception) when (ErrorHandler.IsAway(exception))
            {
                LogAway(batch.Count, exception.Message);
                await Task.Delay(Patience, time, cancellationToken);
            }
        }
    }

    private async Task EnsureMonthsAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now - months < TimeSpan.FromDays(1))
            return;
        await table.EnsureMonthsAsync(now, cancellationToken);
        months = now;
    }

    [LoggerMessage(1, LogLevel.Warning, "{Count} decisions wait to be written: {Reason}")]
    private partial void LogAway(int count, string reason);
}
