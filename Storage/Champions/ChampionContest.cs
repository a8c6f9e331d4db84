using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Champions;
using Huracan.Contracts.Json;
using Huracan.Engine.Champions;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Shadow;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Units;
using Huracan.Storage.Bundles;
using Huracan.Storage.Runs;

namespace Huracan.Storage.Champions;

/// <summary>
/// Lets challengers contend with the champions of a folder. A challenger that has not shown enough yet waits, as a bundle below
/// <c>challengers/</c>, and is looked at again with the bars that have come since: the test allows a look after every day. While one waits,
/// newer models do not contend for its place, so that every champion has one challenger at a time.
/// </summary>
/// <param name="champions">The champions.</param>
/// <param name="signer">Who signs bundles; null for nobody.</param>
/// <param name="promotion">How much evidence a promotion asks for.</param>
/// <param name="isDry">Whether everything is judged and nothing written.</param>
public sealed class ChampionContest(ChampionStore champions, BundleSigner? signer, PromotionOptions promotion, bool isDry)
{
    private const string ShadowReport = "shadow.json";

    private readonly ChampionStore challengers = ChallengersOf(champions);

    /// <summary>The challengers that wait for the place of one of some champions.</summary>
    public static ChampionStore ChallengersOf(ChampionStore champions) =>
        new(Path.Combine(champions.Root, "challengers"), champions.Trust);

    /// <summary>The challengers of a unit that wait, by horizon.</summary>
    /// <exception cref="InputRefusedException">A list is damaged.</exception>
    public IReadOnlyList<ChampionPointer> WaitingOf(UnitId unit)
    {
        // One whose promotion was killed before it left those that wait is the champion already.
        var latest = champions.Latest();
        return
        [
            .. challengers.Latest().Champions.Where(waiting => waiting.Key.Unit == unit
                && latest.Find(waiting.Key)?.Version != waiting.Version)
        ];
    }

    /// <summary>Lets a unit's new model contend.</summary>
    /// <param name="folder">The run that made it.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="request">What is to be known of its bundle.</param>
    /// <param name="lifetime">How long after its newest candle the model may be used.</param>
    /// <exception cref="InputRefusedException">The model or the champion is refused, or there are too few bars to compare.</exception>
    public ContestOutcome Enter(IRunFolder folder, UnitId unit, BundleRequest request, TimeSpan lifetime)
    {
        var source = BundleSource.OfRun(folder, unit, request);
        return Contend(folder, source with { Manifest = source.Manifest with { Expires = source.Manifest.Parts.Shadow.To + lifetime } });
    }

    /// <summary>Looks again at a challenger that waits, with the candles of a run.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="key">Whose place it waits for.</param>
    /// <exception cref="InputRefusedException">It, or the champion, is refused, or the candles no longer reach back to its first shadow
    /// bar.</exception>
    public ContestOutcome LookAgain(IRunFolder folder, ChampionKey key)
    {
        var bundle = challengers.Open(key);
        var files = bundle.Files.Where(file => file.Key is not (BundleNames.Manifest or BundleNames.Signature));
        return Contend(folder, new BundleSource(bundle.Manifest, files.ToDictionary()));
    }

    /// <summary>Lets a challenger that waits go.</summary>
    public void Dismiss(ChampionKey key)
    {
        if (!isDry)
            challengers.Remove(key);
    }

    private ContestOutcome Contend(IRunFolder folder, BundleSource challenger)
    {
        var manifest = challenger.Manifest;
        var key = manifest.Key;
        var pointer = champions.Latest().Find(key);
        using var champion = pointer is null ? null : BundleModel.Load(champions.Open(key), RunFiles.Families);
        using var model = BundleModel.Load(Bundle.Of(challenger), RunFiles.Families);
        var data = UnitData.Read(folder, key.Unit);
        var first = data.Candles.IndexOf(manifest.Parts.Shadow.From.ToUnixTimeMilliseconds());
        if (first < 0)
            throw new InputRefusedException(
                $"The challenger of {key} is compared from {manifest.Parts.Shadow.From:yyyy-MM-dd HH:mm} on, and the candles of the run "
                    + "have no such bar.");
        var report = new ShadowComparison(model.Options, data, key.Horizon).Judge(
            champion is null ? null : new ServedModel(champion.Model, champion.Features), new ServedModel(model.Model, model.Features),
            first, promotion);
        return new ContestOutcome(
            key, manifest.Version, pointer?.Version, report,
            isDry ? null : Settle(challenger, pointer, report, DateTimeOffset.FromUnixTimeMilliseconds(data.Candles.EndTime)));
    }

    // The champion is there before the challenger is gone: a kill between the two leaves a challenger that is promoted again.
    private Bundle? Settle(BundleSource challenger, ChampionPointer? champion, PromotionReport report, DateTimeOffset newest)
    {
        var key = challenger.Manifest.Key;
        if (report.Verdict == PromotionVerdict.Wait)
        {
            if (challengers.Latest().Find(key)?.Version != challenger.Manifest.Version)
                challengers.Promote(challengers.Add(challenger, signer));
            return null;
        }
        Bundle? promoted = null;
        if (report.Verdict == PromotionVerdict.Promote)
        {
            var evidence = new PromotionEvidence(
                "PROMOTE", report.Bars, report.Evidence, report.Threshold, report.Alpha, report.Reason, champion?.Version);
            promoted = champions.Promote(champions.Add(
                new BundleSource(
                    challenger.Manifest with
                    {
                        Promotion = evidence,
                        // It may have waited for longer than a champion lives: its evidence reaches to the newest candle.
                        Expires = newest + (challenger.Manifest.Expires - challenger.Manifest.Parts.Shadow.To),
                        Lineage = challenger.Manifest.Lineage with { Previous = champion?.Version },
                    },
                    With(challenger.Files, $"{BundleNames.Reports}/{ShadowReport}", HuracanJson.Serialize(report))),
                signer));
        }
        challengers.Remove(key);
        return promoted;
    }

    private static Dictionary<string, byte[]> With(IReadOnlyDictionary<string, byte[]> files, string name, byte[] content) =>
        new(files.ToDictionary(), StringComparer.Ordinal) { [name] = content };
}
