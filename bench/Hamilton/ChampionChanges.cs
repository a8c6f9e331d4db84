using System.Globalization;
using Huracan.Contracts;
using Huracan.Contracts.Client;
using Huracan.Contracts.Hamilton;
using Huracan.Storage.Bundles;

namespace Huracan.Bench.Hamilton;

/// <summary>
/// Asks for forecasts while the champion changes, and counts answers of a version that was not current: one that had not been promoted, or
/// one before a version that had answered already when the request was sent.
/// </summary>
internal sealed class ChampionChanges(BenchChampion champion, HttpHamilton hamilton, NamedFeatures features)
{
    /// <summary>Time between two changes: the API looks for new champions once a second.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(1.2);

    private readonly List<Bundle> versions = [];
    private int promoted;
    private int answered;
    private int wrong;

    public int Wrong => Volatile.Read(ref wrong);

    /// <summary>Writes the bundles, so that a change is one file that is replaced.</summary>
    public void Prepare(int count)
    {
        for (var i = 1; i <= count; i++)
            versions.Add(champion.Add(string.Create(CultureInfo.InvariantCulture, $"20260101T000000Z-0123abce-{i:000}")));
    }

    /// <summary>Promotes them one after the other.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var bundle in versions)
        {
            await Task.Delay(Every, cancellationToken);
            Interlocked.Increment(ref promoted); // before: it can answer while this call is not back
            await Task.Run(() => champion.Store.Promote(bundle), cancellationToken);
        }
    }

    /// <summary>One request: the version that answered, and the status.</summary>
    public async Task<(string Version, int Status)> AskAsync(int number, CancellationToken cancellationToken)
    {
        try
        {
            var before = Volatile.Read(ref answered);
            var version = (await hamilton.PredictAsync("SIM001USDT", "4h", features, cancellationToken: cancellationToken)).Version;
            // 0 for the champion that was there at the beginning.
            var place = version == champion.FirstVersion ? 0 : versions.FindIndex(bundle => bundle.Manifest.Version == version) + 1;
            if (place < before || place > Volatile.Read(ref promoted) || (place == 0 && version != champion.FirstVersion))
                Interlocked.Increment(ref wrong);
            Raise(place);
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

    private void Raise(int place)
    {
        for (int known; (known = Volatile.Read(ref answered)) < place;)
            Interlocked.CompareExchange(ref answered, place, known);
    }
}
