using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
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
    private readonly RegimeMemory regimes = new();
    private volatile object? learnt; // what was taken over last
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

    /// <summary>Where it may trade by the newest verdicts: those of its bundle before any.</summary>
    /// <exception cref="InputRefusedException">Its bundle is not whole.</exception>
    public JudgedRegimes Regimes => regimes.Judged ?? Facts.Regimes;

    /// <summary>The newest regime of its market that is known, that of its bundle until a later one is seen; null where there is
    /// none.</summary>
    /// <exception cref="InputRefusedException">Its bundle is not whole.</exception>
    public SeenRegime? Regime
    {
        get
        {
            var asOf = Facts.Manifest.AsOf;
            var own = Facts.Regime is { } regime ? new SeenRegime(regime, asOf, asOf) : null;
            return regimes.Seen is { } seen && (own is null || seen.At > own.At) ? seen : own;
        }
    }

    /// <summary>Why it does not trade in the newest regime of its market that is known, in words; null where it does, or none is
    /// known.</summary>
    /// <exception cref="InputRefusedException">Its bundle is not whole.</exception>
    public string? RegimeRefusal() => Regime is { } now ? Regimes.Filter.Refusal(now.Regime) : null;

    /// <summary>Since when a regime is not enabled, by the first in a row of verdicts that do not enable it; null where it is.</summary>
    /// <exception cref="InputRefusedException">Its bundle is not whole.</exception>
    public DateTimeOffset? ClosedSince(MarketRegime regime) => regimes.ClosedSince(regime, Facts.Regimes);

    /// <summary>Keeps the regime that candles show.</summary>
    /// <param name="regime">The regime.</param>
    /// <param name="at">Close of the last of them, UTC.</param>
    /// <param name="count">How many they are.</param>
    public void See(MarketRegime regime, DateTimeOffset at, int count) => regimes.See(regime, at, count);

    /// <summary>Takes over what the factory found of it, the oldest first, unless newer candles were judged here.</summary>
    public void Learn(IReadOnlyDictionary<(ChampionKey Champion, string Version), IReadOnlyList<ChampionDrift>>? findings)
    {
        if (findings is null || ReferenceEquals(findings, learnt))
            return;
        foreach (var found in findings.GetValueOrDefault((Key, pointer.Version), []))
        {
            Drift.TakeOver(found.Report);
            if (found.RegimeVerdicts is { } verdicts)
                regimes.Judge(verdicts, found.Report.At);
            if (found.Regime is { } regime)
                regimes.See(regime, found.Report.At, int.MaxValue); // of the whole history
        }
        learnt = findings;
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
