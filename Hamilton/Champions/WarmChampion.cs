using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Reports;
using Huracan.Storage.Bundles;
using Huracan.Storage.Runs;

namespace Huracan.Hamilton.Champions;

/// <summary>
/// A version that is champion: opened when something is asked of it, loaded when it is to forecast. It is counted by its holders, the
/// catalogue and each call that forecasts with it; the last one disposes its models.
/// </summary>
internal sealed class WarmChampion(ChampionStore store, ChampionPointer pointer, int copies, TimeProvider time) : IDisposable
{
    // What is refused is not read again by every call.
    private static readonly TimeSpan RefusedFor = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private volatile ChampionFacts? facts;
    private volatile ModelPool? models;
    private volatile InputRefusedException? refusal;
    private DateTimeOffset refusedAt;
    private int holders = 1; // the catalogue

    public ChampionKey Key { get; } = pointer.Key;

    /// <summary>What was found of its drift.</summary>
    public DriftMemory Drift { get; } = new();

    /// <summary>Whether its model is in memory.</summary>
    public bool IsWarm => models is not null;

    /// <summary>When it was refused first, UTC; null where it never was.</summary>
    public DateTimeOffset? RefusedSince { get; private set; }

    /// <exception cref="InputRefusedException">Its bundle is not whole.</exception>
    public ChampionFacts Facts => facts ?? Read(() => facts ??= ChampionFacts.Of(store.Open(pointer)));

    /// <summary>Its models. Whoever asks for them holds the champion.</summary>
    /// <exception cref="InputRefusedException">Its bundle or its model is refused.</exception>
    public ModelPool Models => models ?? Read(Load);

    public bool Is(ChampionPointer other) =>
        pointer.Key == other.Key && pointer.Version == other.Version && pointer.ManifestSha256 == other.ManifestSha256;

    /// <summary>Takes over what the factory found of its drift, the oldest first, unless newer candles were judged here.</summary>
    public void Learn(IReadOnlyDictionary<(ChampionKey Champion, string Version), IReadOnlyList<DriftReport>>? reported)
    {
        foreach (var found in reported?.GetValueOrDefault((Key, pointer.Version)) ?? [])
            Drift.TakeOver(found);
    }

    /// <summary>Why its bundle is refused, as far as it has been read; null where it is whole.</summary>
    public string? Refusal()
    {
        try
        {
            _ = Facts;
            return refusal?.Message;
        }
        catch (InputRefusedException refused)
        {
            return refused.Message;
        }
    }

    /// <summary>Adds a holder; false when it is disposed already.</summary>
    public bool TryHold()
    {
        for (var count = Volatile.Read(ref holders); count > 0; count = Volatile.Read(ref holders))
        {
            if (Interlocked.CompareExchange(ref holders, count + 1, count) == count)
                return true;
        }
        return false;
    }

    /// <summary>Removes a holder.</summary>
    public void Dispose()
    {
        if (Interlocked.Decrement(ref holders) == 0)
            models?.Dispose();
    }

    private ModelPool Load()
    {
        if (models is { } loaded)
            return loaded;
        var bundle = store.Open(pointer);
        facts ??= ChampionFacts.Of(bundle);
        return models = new ModelPool(bundle, RunFiles.Families, copies);
    }

    private T Read<T>(Func<T> read)
    {
        lock (gate)
        {
            if (refusal is { } known && time.GetUtcNow() - refusedAt < RefusedFor)
                throw new InputRefusedException(known.Message, known);
            try
            {
                var result = read();
                (refusal, RefusedSince) = (null, null);
                return result;
            }
            catch (InputRefusedException refused)
            {
                (refusal, refusedAt) = (refused, time.GetUtcNow());
                RefusedSince ??= refusedAt;
                throw;
            }
        }
    }
}
