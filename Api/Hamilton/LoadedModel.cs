using Huracan.Cluster.Files;
using Huracan.Cluster.Models;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Contracts.Trading;
using Huracan.Engine.Features;
using Huracan.Engine.Pipeline.Candidates;

namespace Huracan.Api.Hamilton;

/// <summary>A model in memory. It lives until the shelf has let it go and the last request that uses it has ended.</summary>
internal sealed class LoadedModel(
    RankingRow row, TrainedModel model, FeatureSets features, VolatilityGuardOptions guard, UnitFile? bitcoin) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1); // a model is not safe for several threads at once
    private int holders = 1; // the shelf

    public RankingRow Row { get; } = row;

    /// <summary>How its run sets the volatility guard.</summary>
    public VolatilityGuardOptions Guard { get; } = guard;

    /// <summary>The unit in its run.</summary>
    public UnitKey Key { get; } = new(row.RunId, new UnitId(row.Coin, row.Timeframe));

    /// <summary>Whether it has features of Bitcoin.</summary>
    public bool ReadsBitcoin { get; } = BitcoinCandles.AreReadBy(model.Meta, features);

    /// <summary>Bitcoin's candles that were published with it; null where there are none.</summary>
    public UnitFile? Bitcoin { get; } = bitcoin;

    /// <summary>Another holder; false when it is gone already.</summary>
    public bool TryHold()
    {
        for (var now = Volatile.Read(ref holders); now > 0; now = Volatile.Read(ref holders))
        {
            if (Interlocked.CompareExchange(ref holders, now + 1, now) == now)
                return true;
        }
        return false;
    }

    /// <summary>One holder lets go; the last one ends it.</summary>
    public void Dispose()
    {
        if (Interlocked.Decrement(ref holders) > 0)
            return;
        model.Dispose();
        turn.Dispose();
    }

    /// <summary>Uses the model while nobody else does.</summary>
    public async Task<T> UseAsync<T>(Func<TrainedModel, FeatureSets, T> use, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            return use(model, features);
        }
        finally
        {
            turn.Release();
        }
    }
}
