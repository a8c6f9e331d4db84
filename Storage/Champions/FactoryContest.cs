using System.Globalization;
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
/// What the factory does with a unit of a judged run: its challengers that wait are looked at again, those that are too old or cannot be
/// compared again are dismissed, and only where none waits for the horizon does the new model contend, unless it is the champion's own.
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
    /// <returns>One outcome of each challenger that waited, and of the new model; of the unit where there is none. Of a unit that was only
    /// to be compared those of the challengers.</returns>
    public IReadOnlyList<FactoryUnit> Contend(IRunFolder folder, string runId, UnitResult unit)
    {
        if (unit.IsOnlyCompared)
            return [.. contest.WaitingOf(unit.Unit).Select(waiting => LookAgain(folder, unit, waiting))];
        if (unit.Status != UnitStatus.Done)
            return [NotScored(unit)];
        var outcomes = new List<FactoryUnit>();
        (ChampionPointer Challenger, string Outcome)? before = null;
        foreach (var waiting in contest.WaitingOf(unit.Unit))
        {
            var outcome = LookAgain(folder, unit, waiting);
            outcomes.Add(outcome);
            if (waiting.Horizon == unit.Horizon && outcome.Outcome != FactoryOutcome.Dismissed)
                before = (waiting, outcome.Outcome);
        }
        if (unit.Action == GateAction.Active)
            outcomes.Add(Enter(folder, runId, unit, before));
        else if (before is null)
            outcomes.Add(Unit(unit, FactoryOutcome.NotActive, unit.Reason, unit.Horizon, null));
        return outcomes;
    }

    /// <summary>The outcome of a unit whose contest ended in an error.</summary>
    public static FactoryUnit Failed(UnitResult unit, Exception exception) => exception is InputRefusedException
        ? NotScored(unit) with { Outcome = FactoryOutcome.Refused, Reason = exception.Message } // a list is damaged
        : NotScored(unit) with { Outcome = FactoryOutcome.Failed, Reason = $"{exception.GetType().Name}: {exception.Message}" };

    /// <summary>Whether a model of the unit is to be compared.</summary>
    public bool NeedsFiles(UnitResult unit) =>
        (unit.Status == UnitStatus.Done && unit.Action == GateAction.Active)
        || (unit.Contends && contest.WaitingOf(unit.Unit).Count > 0);

    /// <summary>The outcome of a unit that has no model.</summary>
    public static FactoryUnit NotScored(UnitResult unit) => new(
        unit.Coin, unit.Timeframe, unit.Action, unit.Status == UnitStatus.Failed ? FactoryOutcome.Failed : FactoryOutcome.Skipped,
        unit.Reason, unit.Horizon, null, null)
    {
        Vendor = unit.Vendor,
        Comparison = unit.Comparison,
    };

    private FactoryUnit LookAgain(IRunFolder folder, UnitResult unit, ChampionPointer waiting) => Guarded(unit, waiting.Horizon, () =>
    {
        if (IsOld(waiting.Version))
            return Dismiss(unit, waiting, $"it has waited for more than {options.ChallengerDays} days");
        try
        {
            return Judged(unit, contest.LookAgain(folder, waiting.Key));
        }
        catch (UnusableChallengerException unusable)
        {
            return Dismiss(unit, waiting, unusable.Message);
        }
    });

    private FactoryUnit Dismiss(UnitResult unit, ChampionPointer waiting, string reason)
    {
        contest.Dismiss(waiting.Key);
        return Unit(unit, FactoryOutcome.Dismissed, $"challenger {waiting.Version} makes room: {reason}", waiting.Horizon, null);
    }

    private FactoryUnit Enter(IRunFolder folder, string runId, UnitResult unit, (ChampionPointer Challenger, string Outcome)? before) =>
        Guarded(unit, unit.Horizon, () =>
        {
            var challenger = ChampionContest.ChallengerOf(
                folder, unit.Unit, new BundleRequest(runId), TimeSpan.FromDays(options.ExpiryDays));
            if (contest.TwinOf(challenger) is { } twin)
                return Unit(unit, FactoryOutcome.Unchanged, $"its model is the very model of version {twin}", unit.Horizon, null);
            return before is { } first
                ? Unit(unit, FactoryOutcome.NotContended, ReasonOf(first.Challenger.Version, first.Outcome), unit.Horizon, null)
                : Judged(unit, contest.Enter(folder, challenger));
        });

    private static string ReasonOf(string version, string outcome)
    {
        if (outcome is FactoryOutcome.Promoted or FactoryOutcome.Kept)
            return $"version {version} contended for this place in this run";
        return RunNames.TimeOf(version) is { } since
            ? string.Create(CultureInfo.InvariantCulture, $"version {version} waits for this place since {since:yyyy-MM-dd HH:mm'Z'}")
            : $"version {version} waits for this place";
    }

    private FactoryUnit Judged(UnitResult unit, ContestOutcome outcome)
    {
        var word = outcome.Report.Verdict switch
        {
            PromotionVerdict.Promote => FactoryOutcome.Promoted,
            PromotionVerdict.Keep => FactoryOutcome.Kept,
            _ => FactoryOutcome.Waiting,
        };
        if (outcome.Promoted is { } promoted)
            Prune(promoted.Manifest.Key);
        return Unit(unit, word, outcome.Report.Reason, outcome.Key.Horizon, outcome.Report);
    }

    private FactoryUnit Guarded(UnitResult unit, int? horizon, Func<FactoryUnit> contend)
    {
        try
        {
            return contend();
        }
        catch (InputRefusedException refused)
        {
            return Unit(unit, FactoryOutcome.Refused, refused.Message, horizon, null); // one unit stops no other
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
