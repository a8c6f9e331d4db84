using Huracan.Contracts.Reports;
using Huracan.Engine.Consensus;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Splits;

namespace Huracan.Bench.Policies;

/// <summary>
/// What a unit's candidates say together, as the forecasts of one more candidate: the mean of their probabilities by the weights of the
/// consensus, so that up less down is S, at the bars where any has a weight, about the horizon that the run held. Its entry threshold is
/// that of the first candidate of this horizon.
/// </summary>
internal static class Consensus
{
    private const string Name = "consensus";

    /// <summary>As the run heard it on test: each voter only where the regime gate let it. It has no validation.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="voters">All candidates of one unit.</param>
    public static RunForecasts AsTheRun(IRunFolder folder, IReadOnlyList<RunForecasts> voters)
    {
        var table = folder.ReadTable(RunOutputs.ConsensusBars(voters[0].Data.Unit));
        var weights = voters.Select(voter => table.Get<double>($"weight:{voter.Family}/h{voter.Horizon}")).ToArray();
        var bars = table.Get<int>("bar");
        return Mean(
            folder, voters, Enumerable.Range(0, bars.Length).ToDictionary(i => bars[i], i => Array.ConvertAll(weights, one => one[i])));
    }

    /// <summary>Whoever has shown reliability is heard in every regime.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="voters">All candidates of one unit.</param>
    public static RunForecasts Ungated(IRunFolder folder, IReadOnlyList<RunForecasts> voters)
    {
        var (first, test) = (voters.Min(voter => voter.Validation.Range.Start), voters[0].Test.Range);
        var running = new RunningConsensus(
            voters[0].Options.Consensus, voters[0].Data.Unit.Timeframe, [.. voters.Select(voter => voter.Horizon)]);
        var opinions = ConsensusHistory.Follow(running, [.. voters.Select(Series)], new BarRange(first, test.End));
        return Mean(
            folder, voters, Enumerable.Range(first, opinions.Length).ToDictionary(bar => bar, bar => opinions[bar - first].Weights));
    }

    /// <summary>The regime at each bar of a unit's test part.</summary>
    public static Dictionary<int, string> Regimes(IRunFolder folder, RunForecasts voter)
    {
        var table = folder.ReadTable(RunOutputs.ConsensusBars(voter.Data.Unit));
        return table.Get<int>("bar").Zip(table.Get<string>("regime")).ToDictionary();
    }

    private static VoterSeries Series(RunForecasts voter)
    {
        var candles = voter.Data.Candles;
        var votes = new double[candles.Count];
        Array.Fill(votes, double.NaN);
        foreach (var part in new[] { voter.Validation, voter.Test })
        {
            var scores = part.Scores();
            for (var i = 0; i < scores.Length; i++)
                votes[part.Bars[i]] = scores[i];
        }
        var labels = UnitSamples.Labels(voter.Options, voter.Data.Costs(voter.Options), candles, voter.Horizon);
        return new VoterSeries(voter.Horizon, votes, ScaledOutcomes.Of(candles, labels), labels.Ends);
    }

    private static RunForecasts Mean(IRunFolder folder, IReadOnlyList<RunForecasts> voters, Dictionary<int, double[]> weights)
    {
        var horizon = folder.ReadJson<ConsensusReport>(RunOutputs.Consensus(voters[0].Data.Unit)).Horizon;
        var held = voters.First(voter => voter.Horizon == horizon);
        return held with { Family = Name, Validation = Part(voter => voter.Validation), Test = Part(voter => voter.Test) };

        PartForecasts Part(Func<RunForecasts, PartForecasts> part)
        {
            var own = part(held);
            var forecasts = voters.Select(voter => part(voter).Bars.Zip(part(voter).Predictions).ToDictionary()).ToArray();
            int[] rows = [.. Enumerable.Range(0, own.Bars.Length).Where(i => weights.GetValueOrDefault(own.Bars[i])?.Sum() > 0)];
            return new PartForecasts(
                Array.ConvertAll(rows, i => own.Bars[i]), Array.ConvertAll(rows, i => Mixed(forecasts, own.Bars[i])),
                Array.ConvertAll(rows, i => own.Labels[i]), Array.ConvertAll(rows, i => own.Returns[i]));
        }

        Prediction Mixed(Dictionary<int, Prediction>[] forecasts, int bar)
        {
            var (down, flat, up, value) = (0.0, 0.0, 0.0, 0.0);
            for (var voter = 0; voter < forecasts.Length; voter++)
            {
                if (weights[bar][voter] is not (> 0 and var weight))
                    continue;
                var one = forecasts[voter][bar];
                down += weight * one.Down;
                flat += weight * one.Flat;
                up += weight * one.Up;
                value += weight * one.Value;
            }
            return new Prediction((float)down, (float)flat, (float)up, (float)value);
        }
    }
}
