using System.Text;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Champions;
using Huracan.Contracts.Json;
using Huracan.Engine.Champions;
using Huracan.Engine.Features;
using Huracan.Engine.Market;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Shadow;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Units;
using Huracan.Storage.Bundles;
using Huracan.Storage.Configuration;
using Huracan.Storage.Runs;

namespace Huracan.Storage.Champions;

/// <summary>
/// Lets challengers contend with the champions of a folder. A challenger that has not shown enough yet waits, as a bundle below
/// <c>challengers/</c>, and is looked at again with the bars that have come since: the test allows a look after every day. While one waits,
/// newer models do not contend for its place, so that every champion has one challenger at a time. Each is asked for more evidence than
/// the one before it, until one is promoted.
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

    /// <summary>A unit's new model as a challenger.</summary>
    /// <param name="folder">The run that made it.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="request">What is to be known of its bundle.</param>
    /// <param name="lifetime">How long after its newest candle the model may be used.</param>
    /// <exception cref="InputRefusedException">The unit was not scored, or a file of it is missing or damaged.</exception>
    public static BundleSource ChallengerOf(IRunFolder folder, UnitId unit, BundleRequest request, TimeSpan lifetime)
    {
        var source = BundleSource.OfRun(folder, unit, request);
        return source with { Manifest = source.Manifest with { Expires = source.Manifest.Parts.Shadow.To + lifetime } };
    }

    /// <summary>The challengers of a unit that wait, by horizon.</summary>
    /// <exception cref="InputRefusedException">A list is damaged.</exception>
    public IReadOnlyList<ChampionPointer> WaitingOf(UnitId unit)
    {
        // One whose promotion was killed before it left those that wait has been the champion already.
        var latest = champions.Latest();
        return
        [
            .. challengers.Latest().Champions.Where(waiting => waiting.Key.Unit == unit
                && latest.Find(waiting.Key)?.WasPromoted(waiting.Version) != true)
        ];
    }

    /// <summary>The version that has the very model of a challenger: the champion, or the one that waits for its place; null where neither
    /// has, or is refused.</summary>
    /// <param name="challenger">The challenger.</param>
    /// <exception cref="InputRefusedException">A list is damaged.</exception>
    public string? TwinOf(BundleSource challenger)
    {
        var key = challenger.Manifest.Key;
        if (champions.Latest().Find(key) is { } champion && IsTwin(challenger, champions, champion))
            return champion.Version;
        var waiting = WaitingOf(key.Unit).FirstOrDefault(one => one.Key == key);
        return waiting is not null && IsTwin(challenger, challengers, waiting) ? waiting.Version : null;
    }

    /// <summary>Lets a challenger contend with the champion; with cash where there is none, or where its bundle cannot be loaded: the
    /// report says why.</summary>
    /// <param name="folder">The run that made it.</param>
    /// <param name="challenger">The challenger.</param>
    /// <exception cref="InputRefusedException">The two cannot be compared, or there are too few bars.</exception>
    public ContestOutcome Enter(IRunFolder folder, BundleSource challenger)
    {
        using var model = BundleModel.Load(Bundle.Of(challenger), RunFiles.Families);
        return Contend(folder, UnitData.Read(folder, challenger.Manifest.Key.Unit), challenger, model);
    }

    /// <summary>Looks again at a challenger that waits, with the candles of a run.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="key">Whose place it waits for.</param>
    /// <exception cref="UnusableChallengerException">It cannot be loaded, the candles no longer reach back to its first shadow bar, or it
    /// judges the sides of another primary rule than the run.</exception>
    /// <exception cref="InputRefusedException">None waits; or it cannot be compared for now: with this champion, by the candles of this
    /// run, or while another process writes.</exception>
    public ContestOutcome LookAgain(IRunFolder folder, ChampionKey key)
    {
        var pointer = challengers.Latest().Find(key) ?? throw new InputRefusedException($"No challenger of {key} waits.");
        var (bundle, model) = Load(pointer);
        using (model)
        {
            var data = UnitData.Read(folder, key.Unit);
            var options = Yaml<RunOptions>(folder, RunOutputs.Config);
            RequireRule(model.Model.Meta, options.PrimaryRule()?.Text);
            RequireReach(bundle.Manifest, model.Model.FirstBar, data.Candles, options.From is not null);
            var files = bundle.Files.Where(file => file.Key is not (BundleNames.Manifest or BundleNames.Signature));
            return Contend(folder, data, new BundleSource(bundle.Manifest, files.ToDictionary()), model);
        }
    }

    /// <summary>Lets a challenger that waits go.</summary>
    public void Dismiss(ChampionKey key)
    {
        if (!isDry)
            challengers.Remove(key);
    }

    private static bool IsTwin(BundleSource challenger, ChampionStore store, ChampionPointer pointer)
    {
        try
        {
            return ModelFiles.AreSame(challenger.Files, store.Open(pointer).Files);
        }
        catch (InputRefusedException)
        {
            return false; // what is wrong with it is for the contest to say
        }
    }

    private (Bundle Bundle, BundleModel Model) Load(ChampionPointer waiting)
    {
        try
        {
            var bundle = challengers.Open(waiting);
            return (bundle, BundleModel.Load(bundle, RunFiles.Families));
        }
        catch (InputRefusedException refused) when (refused is not TransientRefusalException)
        {
            throw new UnusableChallengerException($"it cannot be loaded: {WordsOf(refused, challengers)}", refused);
        }
    }

    // It would keep every challenger of the rule that is run now from its place.
    private static void RequireRule(ModelMeta meta, string? rule)
    {
        if (meta.Sides is { } judged && judged.Rule != rule)
            throw new UnusableChallengerException($"it judges the sides of {judged.Rule}, and the run has {rule ?? "no primary rule"}");
    }

    private static void RequireReach(BundleManifest manifest, int warmUp, CandleSeries candles, bool isCut)
    {
        var from = manifest.Parts.Shadow.From;
        if (DateTimeOffset.FromUnixTimeMilliseconds(candles.OpenTimes[0] + warmUp * candles.Timeframe.Milliseconds) <= from)
            return;
        var reason =
            $"it is compared from {from:yyyy-MM-dd HH:mm} on, and the candles of the run no longer reach back to the {warmUp} before";
        // A run that asks for less than there is says nothing of the next one.
        throw isCut
            ? new InputRefusedException($"The challenger that waits cannot be looked at: {reason}.")
            : new UnusableChallengerException(reason);
    }

    private ContestOutcome Contend(IRunFolder folder, UnitData data, BundleSource challenger, BundleModel model)
    {
        var manifest = challenger.Manifest;
        var key = manifest.Key;
        var pointer = champions.Latest().Find(key);
        var (champion, refusal) = Champion(pointer);
        using (champion)
        {
            var first = data.Candles.IndexOf(manifest.Parts.Shadow.From.ToUnixTimeMilliseconds());
            if (first < 0)
                throw new InputRefusedException(
                    $"The challenger of {key} is compared from {manifest.Parts.Shadow.From:yyyy-MM-dd HH:mm} on, and the candles of the "
                        + "run have no such bar.");
            var comparison = Comparison(folder, data, first, key.Horizon);
            var earlier = champions.Contenders().Of(key, pointer?.Version).Before(manifest.Version);
            var report = Judge(earlier);
            // Counted before anything comes of it. Another process may have counted one meanwhile: then more is asked for.
            if (!isDry && champions.Count(key, pointer?.Version, manifest.Version) is var counted && counted != earlier)
                report = Judge(counted);
            if (refusal is not null)
                report = report with
                {
                    Reason = $"{report.Reason}; compared with cash, because champion {pointer!.Version} cannot be loaded: {refusal}",
                };
            return new ContestOutcome(
                key, manifest.Version, report,
                isDry
                    ? null
                    : Settle(
                        challenger, pointer, champion is not null, report,
                        DateTimeOffset.FromUnixTimeMilliseconds(data.Candles.EndTime)));

            PromotionReport Judge(int before) => comparison.Judge(champion?.Served, model.Served, first, before, promotion);
        }
    }

    private (BundleModel? Model, string? Refusal) Champion(ChampionPointer? pointer)
    {
        if (pointer is null)
            return (null, null);
        try
        {
            return (BundleModel.Load(champions.Open(pointer), RunFiles.Families), null);
        }
        catch (InputRefusedException refused) when (refused is not TransientRefusalException)
        {
            return (null, WordsOf(refused, champions));
        }
    }

    // Both models by the settings of the run at hand, but for where each may trade.
    private static ShadowComparison Comparison(IRunFolder folder, UnitData data, int first, int horizon)
    {
        var options = Yaml<RunOptions>(folder, RunOutputs.Config);
        var features = Yaml<FeatureConfig>(folder, RunOutputs.Features).Build(FeatureCatalog.Default, RunOutputs.Features);
        var parts = new UnitSamples(options, features, RunFiles.Families).Parts(new FeatureInput(data.Candles, data.Bitcoin));
        // A challenger that has waited is compared on bars that are in the train part by now: regimes are told from none of them.
        var train = parts.Train with { End = Math.Min(parts.Train.End, first) };
        return new ShadowComparison(
            options, data, UnitRegimes.Of(options.Regimes, data.Candles, parts with { Train = train }), horizon);
    }

    private static T Yaml<T>(IRunFolder folder, string name)
        where T : class => YamlFile.Parse<T>(Encoding.UTF8.GetString(folder.Read(name)), name);

    // The same wherever the folder lies: the words are kept in manifests.
    private static string WordsOf(InputRefusedException refused, ChampionStore store) =>
        refused.Message.Replace(store.Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).TrimEnd('.');

    // The champion is there before the challenger is gone: a kill between the two leaves a challenger that is promoted again.
    private Bundle? Settle(
        BundleSource challenger, ChampionPointer? champion, bool isCompared, PromotionReport report, DateTimeOffset newest)
    {
        var key = challenger.Manifest.Key;
        if (report.Verdict == PromotionVerdict.Wait)
        {
            if (challengers.Latest().Find(key)?.Version != challenger.Manifest.Version)
                challengers.Promote(challenger, signer);
            return null;
        }
        Bundle? promoted = null;
        if (report.Verdict == PromotionVerdict.Promote)
        {
            var evidence = new PromotionEvidence(
                "PROMOTE", report.Bars, report.Evidence, report.Threshold, report.Alpha, report.Reason,
                isCompared ? champion?.Version : null);
            promoted = champions.PromoteOver(
                champion?.Version,
                new BundleSource(
                    challenger.Manifest with
                    {
                        Promotion = evidence,
                        // It may have waited for longer than a champion lives: its evidence reaches to the newest candle.
                        Expires = newest + (challenger.Manifest.Expires - challenger.Manifest.Parts.Shadow.To),
                        Lineage = challenger.Manifest.Lineage with { Previous = champion?.Version },
                    },
                    With(challenger.Files, $"{BundleNames.Reports}/{ShadowReport}", HuracanJson.Serialize(report))),
                signer);
        }
        challengers.Remove(key);
        return promoted;
    }

    private static Dictionary<string, byte[]> With(IReadOnlyDictionary<string, byte[]> files, string name, byte[] content) =>
        new(files.ToDictionary(), StringComparer.Ordinal) { [name] = content };
}
