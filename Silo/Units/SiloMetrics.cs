using System.Diagnostics.Metrics;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Silo.Settings;

namespace Huracan.Silo.Units;

/// <summary>What a silo measures of its own work. Counters begin at zero, so that the first increase is seen as one.</summary>
internal sealed class SiloMetrics
{
    private static readonly string[] Outcomes = ["finished", "failed", "released", "lost"];
    private static readonly string[] TrialStates = ["COMPLETE", "PRUNED", "FAIL"];
    private static readonly KeyValuePair<string, object?> Consensus = new("source", "consensus");
    private static readonly KeyValuePair<string, object?> Model = new("source", "model");

    private readonly Counter<long> claimed;
    private readonly Counter<long> ended;
    private readonly Histogram<double> duration;
    private readonly Counter<long> epochs;
    private readonly Counter<long> trials;
    private readonly Counter<long> decisions;

    public SiloMetrics(IMeterFactory meters, SiloIdentity silo, Claims claims)
    {
        var meter = meters.Create("Huracan.Silo");
        meter.CreateObservableGauge("huracan.silo.slots", () => silo.Slots, description: "Units this silo can work on at a time");
        meter.CreateObservableGauge("huracan.silo.units", () => claims.Count, description: "Units this silo works on now");
        claimed = meter.CreateCounter<long>("huracan.silo.claims", description: "Units claimed by this silo");
        ended = meter.CreateCounter<long>(
            "huracan.silo.claims.ended", description: "Claims that have ended, by outcome: finished, failed, released or lost");
        duration = meter.CreateHistogram(
            "huracan.silo.claim.duration", "s", "Time from claim to end, by outcome",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 14400] });
        epochs = meter.CreateCounter<long>("huracan.silo.epochs", description: "Epochs that networks were trained for");
        trials = meter.CreateCounter<long>("huracan.silo.trials", description: "Trials of searches that have ended, by state");
        decisions = meter.CreateCounter<long>(
            "huracan.silo.decisions", description: "Decisions in backtests, by action and source: consensus, or a unit's best model alone");
        claimed.Add(0);
        epochs.Add(0);
        foreach (var outcome in Outcomes)
            ended.Add(0, Outcome(outcome));
        foreach (var state in TrialStates)
            trials.Add(0, State(state));
        foreach (var action in Enum.GetValues<DecisionAction>())
        {
            decisions.Add(0, Action(action), Consensus);
            decisions.Add(0, Action(action), Model);
        }
    }

    public void Claimed() => claimed.Add(1);

    public void Ended(string outcome, TimeSpan after)
    {
        ended.Add(1, Outcome(outcome));
        duration.Record(after.TotalSeconds, Outcome(outcome));
    }

    public void Progressed(StageEvent step)
    {
        if (step.Epoch is not null)
            epochs.Add(1);
        if (step.Trial is { } trial)
            trials.Add(1, State(trial.State));
    }

    public void Decided(ConsensusReport consensus)
    {
        foreach (var (action, count) in consensus.Decisions)
            decisions.Add(count, Action(action), Consensus);
        foreach (var (action, count) in consensus.BestDecisions)
            decisions.Add(count, Action(action), Model);
    }

    private static KeyValuePair<string, object?> Action(DecisionAction value) => new("action", SettingText.Of(value));

    private static KeyValuePair<string, object?> Outcome(string value) => new("outcome", value);

    private static KeyValuePair<string, object?> State(string value) => new("state", value);
}
