using System.Text.Json;
using Huracan.Contracts;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Consensus;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Scoring;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Pipeline.Training;
using Huracan.Engine.Quality;
using Huracan.Engine.Quality.Metrics;
using Huracan.Engine.Regimes;
using Huracan.Engine.Regimes.Evidence;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Pipeline.Consensus;

/// <summary>
/// Lets a unit's candidates vote and trades their consensus over the test part. Threshold, horizon and first weights come from validation;
/// over test the weights go on with what is known at each bar, and nothing of it is chosen on. It changes no candidate and no score.
/// </summary>
/// <param name="context">The run.</param>
/// <param name="progress">Receives the progress of the stage.</param>
public sealed class ConsensusStage(RunContext context, IProgress<StageEvent>? progress)
{
    /// <summary>Name of the stage.</summary>
    public const string Name = "consensus";

    private readonly RunOptions options = context.Options;

    /// <summary>Votes and trades unless it is done.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="candidates">Its candidates, all backtested.</param>
    /// <returns>Hash of what it left.</returns>
    /// <exception cref="InputRefusedException">Regimes cannot be told.</exception>
    public string Run(UnitId unit, IReadOnlyList<Candidate> candidates) =>
        new StageRunner(context.Folder, $"{unit}", progress).Run(Name, Key(candidates), () => Agree(unit, candidates));

    private IEnumerable<string> Key(IReadOnlyList<Candidate> candidates) =>
    [
        candidates[0].Data.Hash,
        .. candidates.SelectMany(candidate =>
        {
            var stages = new StageRunner(context.Folder, candidate.Root, null);
            string[] read = [BestStage.Name, FinalStage.Name, BacktestStage.Name];
            return read.Select(stage => stages.Verify(stage) ?? "").Prepend(candidate.Root);
        }),
        $"{candidates[0].Parts} {options.Costs}",
        FormattableString.Invariant($"{options.Latency} {options.StopSigma} {options.TargetR}"),
        JsonSerializer.Serialize(options.Regimes, HuracanJson.Compact),
        JsonSerializer.Serialize(options.RegimeGate, HuracanJson.Compact),
        JsonSerializer.Serialize(options.Consensus, HuracanJson.Compact),
        JsonSerializer.Serialize(options.VolatilityGuard, HuracanJson.Compact),
    ];

    private List<string> Agree(UnitId unit, IReadOnlyList<Candidate> candidates)
    {
        var (candles, parts) = (candidates[0].Data.Candles, candidates[0].Parts);
        var voters = candidates.Select(candidate => Voter.Read(context.Folder, candidate)).ToArray();
        var regimes = UnitRegimes.Of(options.Regimes, candles, parts);
        var gate = new RegimeGate(options.RegimeGate);
        var alone = voters.Select(voter => voter.Trade(parts.Test, voter.Test)).ToArray();
        var gates = voters.Select((voter, i) => new VoterGate(
            gate, regimes, voter.Trade(parts.Validation, voter.Validation), alone[i], options.Latency)).ToArray();
        bool MayVote(int voter, int bar) => !options.Consensus.RegimeGated || gates[voter].MayVote(bar);

        var threshold = new AdaptiveThreshold(options.Consensus);
        var running = new RunningConsensus(options.Consensus, unit.Timeframe, [.. voters.Select(voter => voter.Candidate.Horizon)]);
        var series = voters.Select(voter => voter.Series()).ToArray();
        ConsensusPath Follow(BarRange part) => new(
            part, ConsensusHistory.Follow(running, series, part, MayVote),
            [.. Enumerable.Range(part.Start, part.Length).Select(bar => threshold.Factor(regimes[bar], candles, bar))]);

        var validation = Follow(parts.Validation);
        var best = Array.IndexOf(voters, voters.MaxBy(voter => voter.Report.LogLossSkill));
        var (held, reason) = Held(running, series, voters, best, parts.Validation.End - 1);
        var choice = ConsensusThreshold.Choose(validation, held);

        var test = Follow(parts.Test) with { Threshold = choice.Threshold };
        var levels = test.Levels(threshold);
        var result = held.Backtester.Run(parts.Test, test.Signals(candles.Count, held.Levels));
        var difference = DailyReturns.Compare(candles, result, alone[best]);

        var together = new DecisionLog(new ConsensusDecisions(candles, test, levels, regimes, voters, MayVote), options.Latency).Of(result);
        var (chosen, guard) = (voters[best], new VolatilityGuard(options.VolatilityGuard));
        var byBest = new DecisionLog(
            new ModelDecisions(
                candles, chosen.Name, chosen.Test, chosen.Report.EntryThreshold.Threshold, threshold, regimes, guard,
                bar => MayVote(best, bar), chosen.IsOfSides),
            options.Latency).Of(alone[best]);
        context.Folder.WriteTable(
            RunOutputs.ConsensusBars(unit),
            ConsensusTables.Bars(candles, test, levels, regimes, [.. voters.Select(voter => voter.Name)], series, MayVote));
        context.Folder.WriteTable(RunOutputs.Decisions(unit), ConsensusTables.Decisions(together.Concat(byBest)));
        context.Folder.WriteJson(RunOutputs.Consensus(unit), new ConsensusReport(
            held.Horizon, reason, choice, [.. voters.Select((voter, i) => ConsensusMeasure.Voter(voter, i, test, gates[i]))],
            TradingMetrics.Of(result, unit.Timeframe), voters[best].Name, TradingMetrics.Of(alone[best], unit.Timeframe), difference,
            ConsensusMeasure.Verdict(difference, voters[best].Name), ConsensusMeasure.Regimes(regimes, result, options.Latency),
            ConsensusMeasure.Levels(levels))
        {
            Decisions = ConsensusMeasure.Counts(together, one => one.Action),
            Gates = ConsensusMeasure.Counts(together, one => one.Gate),
            BestDecisions = ConsensusMeasure.Counts(byBest, one => one.Action),
            BestGates = ConsensusMeasure.Counts(byBest, one => one.Gate),
        });
        return [RunOutputs.ConsensusBars(unit), RunOutputs.Decisions(unit), RunOutputs.Consensus(unit)];
    }

    // The horizon of the voter that weighs most is the one that S mostly speaks of; chosen once, where validation ends.
    private static (Candidate Held, string Reason) Held(
        RunningConsensus running, VoterSeries[] series, Voter[] voters, int best, int bar)
    {
        var weights = running.At([.. series.Select(voter => voter.Votes[bar])]).Weights;
        var strongest = Array.IndexOf(weights, weights.Max());
        return weights[strongest] > 0
            ? (voters[strongest].Candidate, $"that of {voters[strongest].Name}, which weighed most at the end of validation")
            : (voters[best].Candidate, $"that of {voters[best].Name}, the best on validation: no voter had shown reliability there");
    }
}
