using System.Globalization;
using Huracan.Contracts;
using Huracan.Contracts.Client;
using Huracan.Contracts.Hamilton;
using Huracan.Storage.Bundles;

namespace Huracan.Bench.Hamilton;

/// <summary>Asks for forecasts while the champion changes, and counts answers of a version that was not current any more, or not yet.
/// </summary>
internal sealed class ChampionChanges(BenchChampion champion, HttpHamilton hamilton, NamedFeatures features)
{
    /// <summary>Time between two changes: the API looks for new champions once a second.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(1.2);

    // A look at most a second after the change, and the time to load the model.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly List<(Bundle Bundle, long At)> promoted = [];
    private readonly List<Bundle> prepared = [];
    private int wrong;

    public int Wrong => Volatile.Read(ref wrong);

    /// <summary>Writes the bundles, so that a change is one file that is replaced.</summary>
    public void Prepare(int count)
    {
        for (var i = 1; i <= count; i++)
            prepared.Add(champion.Add(string.Create(CultureInfo.InvariantCulture, $"20260101T000000Z-0123abce-{i:000}")));
    }

    /// <summary>Promotes them one after the other.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var bundle in prepared)
        {
            await Task.Delay(Every, cancellationToken);
            // Noted first: it can be served before this call is back.
            lock (promoted)
                promoted.Add((bundle, Now()));
            await Task.Run(() => champion.Store.Promote(bundle), cancellationToken);
        }
    }

    /// <summary>One request: the version that answered, and the status.</summary>
    public async Task<(string Version, int Status)> AskAsync(int number, CancellationToken cancellationToken)
    {
        try
        {
            var sent = Now();
            var version = (await hamilton.PredictAsync("SIM001USDT", "4h", features, cancellationToken: cancellationToken)).Version;
            if (!WasCurrent(version, sent))
                Interlocked.Increment(ref wrong);
            return (version, 200);
        }
        catch (ApiException refused)
        {
            return ("", (int)(refused.Status ?? 0));
        }
        catch (InputRefusedException)
        {
            return ("", 422);
        }
    }

    // It has been promoted, and the one after it had not been for long when the request was sent.
    private bool WasCurrent(string version, long sent)
    {
        lock (promoted)
        {
            var at = promoted.FindIndex(change => change.Bundle.Manifest.Version == version);
            var isKnown = at >= 0 || version == champion.FirstVersion;
            return isKnown && (at + 1 >= promoted.Count || sent - promoted[at + 1].At < Patience.Ticks);
        }
    }

    private static long Now() => TimeProvider.System.GetUtcNow().Ticks;
}
