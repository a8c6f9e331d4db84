using Huracan.Contracts;
using Huracan.Storage.Bundles;

namespace Huracan.Hamilton.Champions;

/// <summary>
/// The champions of a folder, as they are now. The file <c>latest.json</c> is read again after some time and compared byte by byte: a
/// time of its last change can be the same for two changes. One call at a time does this; the others go on with the champions before. Where
/// the file has become damaged the champions before stay until it is whole again.
/// </summary>
internal sealed class ChampionCatalog(ChampionStore store, TimeSpan checkEvery, int copies, TimeProvider time) : IDisposable
{
    private const int Attempts = 3;

    private readonly Lock changing = new();
    private volatile ChampionSet? current;
    private volatile string? refusal;
    private long lookedAt;
    private volatile bool isDisposed;

    /// <summary>All of them.</summary>
    /// <exception cref="InputRefusedException"><c>latest.json</c> is damaged, and has been since the first look.</exception>
    public IReadOnlyList<WarmChampion> Champions() => Current().Champions;

    /// <summary>Looks at <c>latest.json</c> where that is due, and says why it was refused at the last look; null where it was
    /// not.</summary>
    public string? Refusal()
    {
        try
        {
            Current();
            return refusal;
        }
        catch (InputRefusedException refused)
        {
            return refused.Message;
        }
    }

    /// <summary>A champion with its model in memory. Whoever gets it disposes it, which lets go of it.</summary>
    /// <exception cref="InputRefusedException">There is none, or it is refused.</exception>
    public WarmChampion Hold(string coin, string horizon, Timeframe? timeframe)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var champion = Current().Choose(coin, horizon, timeframe, time.GetUtcNow());
                if (!champion.TryHold())
                    continue; // replaced between the two
                try
                {
                    _ = champion.Models;
                    return champion;
                }
                catch
                {
                    champion.Dispose();
                    throw;
                }
            }
            catch (InputRefusedException) when (attempt < Attempts && HasChanged())
            {
                // It was promoted, or its version removed, since the last look.
            }
        }
    }

    public void Dispose()
    {
        lock (changing)
        {
            if (isDisposed)
                return;
            isDisposed = true;
            foreach (var champion in current?.Champions ?? [])
                champion.Dispose();
        }
    }

    private ChampionSet Current()
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (current is not { } known)
            changing.Enter();
        else if (!IsDue() || !changing.TryEnter())
            return known;
        try
        {
            if (current is null || IsDue())
                Look();
            return current!; // Look made it
        }
        finally
        {
            changing.Exit();
        }
    }

    private bool IsDue() => time.GetElapsedTime(Volatile.Read(ref lookedAt)) >= checkEvery;

    private bool HasChanged()
    {
        lock (changing)
            return Look();
    }

    private bool Look()
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        var (before, hasChanged) = (current, false);
        try
        {
            var content = store.LatestContent();
            hasChanged = before is null || !content.AsSpan().SequenceEqual(before.Content);
            if (hasChanged)
                Change(before, content);
            refusal = null;
        }
        catch (InputRefusedException refused) when (before is not null)
        {
            // A list that cannot be read takes no champion away.
            refusal = refused.Message;
            hasChanged = false;
        }
        Volatile.Write(ref lookedAt, time.GetTimestamp());
        return hasChanged;
    }

    private void Change(ChampionSet? before, byte[] content)
    {
        var old = (before?.Champions ?? []).ToDictionary(champion => champion.Key);
        var champions = new List<WarmChampion>();
        foreach (var pointer in store.Latest(content).Champions)
        {
            if (old.TryGetValue(pointer.Key, out var known) && known.Is(pointer))
            {
                champions.Add(known);
                old.Remove(pointer.Key);
                continue;
            }
            var champion = new WarmChampion(store, pointer, copies, time);
            if (known?.IsWarm == true)
                Warm(champion);
            champions.Add(champion);
        }
        current = new ChampionSet(content, champions);
        foreach (var replaced in old.Values)
            replaced.Dispose();
    }

    private static void Warm(WarmChampion champion)
    {
        try
        {
            _ = champion.Models;
        }
        catch (InputRefusedException)
        {
            // Its own callers are told; the others are not to suffer from it.
        }
    }
}
