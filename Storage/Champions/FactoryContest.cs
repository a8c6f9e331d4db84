using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Champions;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Factory;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Storage.Bundles;
using Huracan.Storage.Runs;

namespace Huracan.Storage.Champions;

/// <summary>
/// What the factory does with a unit of a judged run: its challengers that wait are looked at again, those that are too old make room, and
/// only where none waits for the horizon does the new model contend.
/// </summary>
/// <param name="champions">The champions.</param>
/// <param name="signer">Who signs bundles; null for nobody.</param>
/// <param name="options">The factory's settings.</param>
/// <param name="time">The clock, by which a challenger is too old.</param>
public sealed class FactoryContest(ChampionStore champions, BundleSigner? signer, FactoryOptions options, TimeProvider time)
{
    private readonly ChampionContest contest = new(champions, signer, options.PromotionAtRisk, options.DryRun);

    /// <summary>Lets a unit contend, which needs the run's files of it only where <see cref="NeedsFiles"/> says so.</summary>
    /// <param name="folder">The run's files.</param>
    /// <param name="runId">The run.</param>
    /// <param name="unit">What the run found out about the unit, judged among all units.</param>
    /// <returns>One outcome of each challenger; of the unit where there is none.</returns>
    public IReadOnlyList<FactoryUnit> Contend(IRunFolder folder, string runId, UnitResult unit)
    {
        if (unit.Status != UnitStatus.Done)
            return [NotScored(unit)];
        var outcomes = new List<FactoryUnit>();
        var isWaitedFor = false;
        foreach (var waiting in contest.WaitingOf(unit.Unit))
        {
            if (IsOld(waiting.Version))
            {
                contest.Dismiss(waiting.Key);
                continue;
            }
            isWaitedFor |= waiting.Horizon == unit.Horizon;
            outcomes.Add(Judge(unit, waiting.Horizon, () => contest.LookAgain(folder, waiting.Key)));
        }
        if (!isWaitedFor)
            outcomes.Add(unit.Action == GateAction.Active
                ? Judge(unit, unit.Horizon, () => contest.Enter(
                    folder, unit.Unit, new BundleRequest(runId), TimeSpan.FromDays(options.ExpiryDays)))
                : Unit(unit, "not_active", unit.Reason, unit.Horizon, null));
        return outcomes;
    }

    /// <summary>Whether a model of the unit is to be compared.</summary>
    public bool NeedsFiles(UnitResult unit) =>
        unit.Status == UnitStatus.Done && (unit.Action == GateAction.Active || contest.WaitingOf(unit.Unit).Count > 0);

    /// <summary>The outcome of a unit that has no model.</summary>
    public static FactoryUnit NotScored(UnitResult unit) => new(
        unit.Coin, unit.Timeframe, unit.Action, unit.Status == UnitStatus.Failed ? "failed" : "skipped", unit.Reason, unit.Horizon, null,
        null)
    {
        Vendor = unit.Vendor,
        Comparison = unit.Comparison,
    };

    private FactoryUnit Judge(UnitResult unit, int? horizon, Func<ContestOutcome> judge)
    {
        try
        {
            var outcome = judge();
            var word = outcome.Report.Verdict switch
            {
                PromotionVerdict.Promote => "promoted",
                PromotionVerdict.Keep => "kept",
                _ => "waiting",
            };
            if (outcome.Promoted is { } promoted)
                Prune(promoted.Manifest.Key);
            return Unit(unit, word, outcome.Report.Reason, horizon, outcome.Report);
        }
        catch (InputRefusedException refused)
        {
            return Unit(unit, "refused", refused.Message, horizon, null); // one unit stops no other
        }
    }

    private void Prune(ChampionKey key)
    {
        try
        {
            champions.Prune(key, options.KeepVersions);
        }
        catch (InputRefusedException)
        {
            // Somebody else works on the folder: the next promotion does it.
        }
    }

    private FactoryUnit Unit(UnitResult unit, string outcome, string reason, int? horizon, PromotionReport? report) => new(
        unit.Coin, unit.Timeframe, unit.Action, outcome, reason, horizon,
        champions.Latest().Champions.FirstOrDefault(pointer => pointer.Key.Unit == unit.Unit && pointer.Horizon == horizon)?.Version,
        report)
    {
        Vendor = unit.Vendor,
        Comparison = unit.Comparison,
    };

    // A version is the name of a run, which begins with its time.
    private bool IsOld(string version) =>
        time.GetUtcNow() - RunNames.TimeOf(version) > TimeSpan.FromDays(options.ChallengerDays);
}
