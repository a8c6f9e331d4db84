using Huracan.Cluster.Files;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Engine.Features;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Settings;

namespace Huracan.Api.Predictions;

/// <summary>A model in memory, counted by its holders: the cache and each request that uses it. The last one disposes it.</summary>
internal sealed class LoadedModel(
    RankingRow row, TrainedModel model, FeatureSets features, RunOptions options, UnitFile? bitcoin) : IDisposable
{
    private readonly SemaphoreSlim mutex = new(1); // a model is not safe for several threads at once
    private int holders = 1; // the cache

    public RankingRow Row { get; } = row;

    /// <summary>The options of its run.</summary>
    public RunOptions Options { get; } = options;

    /// <summary>Candles that a forecast needs at least.</summary>
    public int MinCandles { get; } = model.FirstBar + 1;

    /// <summary>The unit in its run.</summary>
    public UnitKey Key { get; } = new(row.RunId, new UnitId(row.Coin, row.Timeframe));

    /// <summary>Whether it has features of Bitcoin.</summary>
    public bool ReadsBitcoin { get; } = model.Meta.ReadsBitcoin(features);

    /// <summary>Bitcoin's candles that were published with it; null where there are none.</summary>
    public UnitFile? Bitcoin { get; } = bitcoin;

    /// <summary>Adds a holder; false when the model is disposed already.</summary>
    public bool TryHold()
    {
        for (var count = Volatile.Read(ref holders); count > 0; count = Volatile.Read(ref holders))
        {
            if (Interlocked.CompareExchange(ref holders, count + 1, count) == count)
                return true;
        }
        return false;
    }

    /// <summary>Removes a holder; the last one disposes the model.</summary>
    public void Dispose()
    {
        if (Interlocked.Decrement(ref holders) > 0)
            return;
        model.Dispose();
        mutex.Dispose();
    }

    /// <summary>Uses the model exclusively.</summary>
    public async Task<T> UseAsync<T>(Func<TrainedModel, FeatureSets, T> use, CancellationToken cancellationToken)
    {
        await mutex.WaitAsync(cancellationToken);
        try
        {
            return use(model, features);
        }
        finally
        {
            mutex.Release();
        }
    }
}
