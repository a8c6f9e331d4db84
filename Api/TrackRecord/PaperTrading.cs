using System.Collections.Concurrent;
using System.Threading.Channels;
using Huracan.Api.Errors;
using Huracan.Api.Models;
using Huracan.Api.Startup;
using Huracan.Cluster.TrackRecord;
using Huracan.Contracts;
using Huracan.Contracts.Hamilton;
using Huracan.Contracts.TrackRecord;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Settings;
using Huracan.MarketData.Live;
using Huracan.MarketData.Stores;

namespace Huracan.Api.TrackRecord;

/// <summary>
/// Forecasts each unit that has a champion or a model whenever a candle of it closes, and appends the decision, and later its outcome, to
/// the track record. No decision is made on a candle after which another one has closed.
/// </summary>
internal sealed partial class PaperTrading(
    ModelViews models, PaperChampions champions, DecisionMaker maker, OutcomeMaker judge, TrackRecordTable table,
    TrackRecordMetrics metrics, DatabaseStartup startup, TimeProvider time, ILogger<PaperTrading> log) : BackgroundService
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly Channel<Message> queue = Channel.CreateUnbounded<Message>(new UnboundedChannelOptions { SingleReader = true });
    private readonly LiveCandles candles = new();
    private readonly Dictionary<UnitId, List<RecordRow>> open = [];
    private readonly HashSet<UnitId> due = [];
    private readonly Dictionary<UnitId, long> decided = [];
    private readonly HashSet<string> refused = new(StringComparer.Ordinal);
    private TimeSpan offset; // what the exchange's clock is ahead of this machine's
    private bool isOpenKnown; // what is open in the database; not after a write of which nobody knows whether it arrived

    private DateTimeOffset Now => time.GetUtcNow() + offset; // by the exchange's clock

    /// <summary>A market begins to be followed; candles of another follower have been missed.</summary>
    public void Begin(StoreFollower follower) => queue.Writer.TryWrite(new Message(follower, null, default));

    /// <summary>Candles have closed.</summary>
    public void Add(ClosedCandles closed) => queue.Writer.TryWrite(
        new Message(null, closed, DateTimeOffset.FromUnixTimeMilliseconds(closed.At) - time.GetUtcNow()));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await queue.Reader.WaitToReadAsync(stoppingToken); // where no market is followed there is nothing to do
        metrics.Publish();
        await startup.Done.WaitAsync(stoppingToken);
        var (looked, begins) = (time.GetTimestamp(), false);
        while (true)
        {
            begins |= await TakeAsync(stoppingToken);
            try
            {
                if (!isOpenKnown)
                    await ReadOpenAsync(stoppingToken);
                // What is due waits for it: a decision on a candle is final.
                if (await ServedAsync(stoppingToken) is { } served)
                {
                    if (begins || time.GetElapsedTime(looked) >= LookInterval)
                    {
                        await PrepareAsync(served, stoppingToken);
                        (looked, begins) = (time.GetTimestamp(), false);
                    }
                    await DecideAsync(served, stoppingToken);
                }
                if (!queue.Reader.TryPeek(out _)) // decisions first
                    await JudgeAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                isOpenKnown = false;
                LogUnexpected(exception); // the API serves others too
                await Task.Delay(RetryDelay, time, stoppingToken);
            }
        }
    }

    // A unit whose champions are all refused is not forecast: nothing is served of it either. Null until it is known which there are.
    private async Task<Dictionary<UnitId, PaperModel>?> ServedAsync(CancellationToken cancellationToken)
    {
        if (champions.Current(Now) is not { } current)
            return null;
        return (await WithRetryAsync(models.RankingAsync, cancellationToken)).Select(row => new PaperModel(null, row))
            .Where(model => !current.ContainsKey(model.Unit))
            .Concat(current.Values.OfType<RankedChampion>().Select(champion => new PaperModel(champion, null)))
            .ToDictionary(model => model.Unit);
    }

    private async Task ReadOpenAsync(CancellationToken cancellationToken)
    {
        var rows = await WithRetryAsync(table.OpenAsync, cancellationToken);
        open.Clear();
        rows.ForEach(Await);
        isOpenKnown = true;
    }

    // Waits for messages, and takes all there are. Tells whether another follower began.
    private async Task<bool> TakeAsync(CancellationToken cancellationToken)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        pause.CancelAfter(LookInterval);
        try
        {
            await queue.Reader.WaitToReadAsync(pause.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        var begins = false;
        while (queue.Reader.TryRead(out var message))
        {
            if (message.Opened is { } follower)
            {
                candles.Begin(follower);
                due.Clear();
                begins = true;
            }
            if (message.Closed is not { Series.Timeframe: { } timeframe } closed)
                continue;
            candles.Add(closed);
            offset = message.Offset;
            due.Add(new UnitId(closed.Series.Coin, timeframe));
        }
        return begins;
    }

    // Loads models and candles ahead of the next close.
    private async Task PrepareAsync(Dictionary<UnitId, PaperModel> served, CancellationToken cancellationToken)
    {
        foreach (var (unit, model) in served.Where(pair => candles.Follows(pair.Key)))
        {
            await TryAsync(unit, model.Name, async () =>
            {
                var (capacity, readsBitcoin) = await maker.PrepareAsync(model, cancellationToken);
                candles.Open(unit, capacity);
                var bitcoin = new UnitId(RunPlan.Bitcoin, unit.Timeframe);
                if (readsBitcoin && candles.Follows(bitcoin))
                    candles.Open(bitcoin, capacity);
            });
        }
        // What is open of a coin that is no longer traded.
        foreach (var (unit, rows) in open.Where(pair => pair.Value.Count > 0 && candles.Of(pair.Key) is null && candles.HasEnded(pair.Key)))
            await TryAsync(unit, rows[0].Decision.RunId, () =>
            {
                candles.Open(unit, DecisionMaker.TrailingBars(unit.Timeframe) + rows[0].Decision.Horizon);
                return Task.CompletedTask;
            });
    }

    private async Task DecideAsync(Dictionary<UnitId, PaperModel> served, CancellationToken cancellationToken)
    {
        var ready = new List<(UnitId Unit, CandleWindow Window)>();
        foreach (var unit in due.ToArray())
        {
            if (candles.Of(unit) is not { Count: > 0 } window || !served.ContainsKey(unit)
                || decided.GetValueOrDefault(unit) >= window.EndTime)
                due.Remove(unit);
            else if (IsStale(unit, window.EndTime))
                due.Remove(unit);
            else
                ready.Add((unit, window));
        }
        var decisions = new ConcurrentBag<PaperDecision>();
        var waiting = new ConcurrentBag<UnitId>();
        await Parallel.ForEachAsync(ready, cancellationToken, async (one, token) =>
        {
            var (unit, window) = one;
            var close = DateTimeOffset.FromUnixTimeMilliseconds(window.EndTime);
            var isDone = await TryAsync(unit, served[unit].Name, async () =>
            {
                var bitcoin = candles.Of(new UnitId(RunPlan.Bitcoin, unit.Timeframe));
                if (await maker.DecideAsync(served[unit], window, bitcoin, Now > close ? Now : close, token) is { } decision)
                    decisions.Add(decision);
                else
                    waiting.Add(unit); // for Bitcoin's candle
            });
            if (!isDone)
                metrics.Failed();
        });
        foreach (var (unit, window) in ready)
            decided[unit] = window.EndTime;
        foreach (var unit in waiting)
            decided.Remove(unit);
        due.IntersectWith(waiting);
        await RecordAsync([.. decisions], cancellationToken);
    }

    private async Task RecordAsync(List<PaperDecision> decisions, CancellationToken cancellationToken)
    {
        while (decisions.Count > 0)
        {
            try
            {
                foreach (var row in await table.AppendAsync(decisions, cancellationToken))
                {
                    metrics.Decided(Now - DateTimeOffset.FromUnixTimeMilliseconds(row.Decision.Closed));
                    Await(row);
                }
                return;
            }
            catch (Exception exception) when (ErrorHandler.IsUnavailable(exception))
            {
                LogRetry(exception.Message);
                isOpenKnown = false;
                await Task.Delay(RetryDelay, time, cancellationToken);
                // What is recorded after the next close could have been made with hindsight.
                decisions.RemoveAll(one => IsStale(new UnitId(one.Coin, one.Timeframe), one.Closed));
            }
        }
    }

    private bool IsStale(UnitId unit, long close)
    {
        var isStale = Now.ToUnixTimeMilliseconds() >= close + unit.Timeframe.Milliseconds;
        if (isStale)
            metrics.Stale();
        return isStale;
    }

    private async Task JudgeAsync(CancellationToken cancellationToken)
    {
        var outcomes = new List<PaperOutcome>();
        foreach (var (unit, rows) in open.Where(pair => candles.Of(pair.Key) is not null))
        {
            while (rows.Count > 0)
            {
                PaperOutcome? outcome = null;
                var isDone = await TryAsync(unit, rows[0].Decision.RunId, async () => outcome = await WithRetryAsync(
                    token => judge.JudgeAsync(rows[0], candles, Now, token), cancellationToken));
                if (isDone && outcome is null)
                    break; // later decisions are known later
                rows.RemoveAt(0); // one that cannot be judged stays open in the database
                if (outcome is not null)
                    outcomes.Add(outcome);
            }
        }
        if (outcomes.Count == 0)
            return;
        metrics.Judged(await WithRetryAsync(token => table.AppendAsync(outcomes, token), cancellationToken));
    }

    private void Await(RecordRow row)
    {
        var unit = new UnitId(row.Decision.Coin, row.Decision.Timeframe);
        if (!open.TryGetValue(unit, out var rows))
            open[unit] = rows = [];
        rows.Add(row);
    }

    // One unit must not keep the others from being forecast and judged.
    private async Task<bool> TryAsync(UnitId unit, string model, Func<Task> action)
    {
        try
        {
            await action();
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            lock (refused)
            {
                if (refused.Add($"{model}/{unit}"))
                    LogRefused(unit, model, exception.Message);
            }
            return false;
        }
    }

    private async Task<T> WithRetryAsync<T>(Func<CancellationToken, Task<T>> action, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await action(cancellationToken);
            }
            catch (Exception exception) when (ErrorHandler.IsUnavailable(exception))
            {
                LogRetry(exception.Message);
                await Task.Delay(RetryDelay, time, cancellationToken);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Unit} cannot be forecast, or judged, at the close of its candles with {Model}: {Reason}")]
    private partial void LogRefused(UnitId unit, string model, string reason);

    [LoggerMessage(3, LogLevel.Error, "The track record went wrong, and goes on")]
    private partial void LogUnexpected(Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "The track record waits for the database: {Reason}")]
    private partial void LogRetry(string reason);

    // The offset is taken when the candle comes: what it then waits here is part of the time to its decision.
    private readonly record struct Message(StoreFollower? Opened, ClosedCandles? Closed, TimeSpan Offset);
}
