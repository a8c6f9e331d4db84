using System.Text.Json;
using Huracan.Contracts;
using Huracan.Contracts.Json;
using Huracan.Engine.Consensus;
using Huracan.Engine.Splits;

namespace Huracan.Tests.Engine.Consensus;

public class ConsensusHistoryTests
{
    private const int Bars = 900;

    private static readonly ConsensusOptions Options = new() { HalfLifeDays = 15 };

    [Fact]
    public void Bar_by_bar_with_the_state_as_text_in_between_is_the_same_as_at_once()
    {
        for (var seed = 0UL; seed < 5; seed++)
        {
            var voters = Voters(seed);
            var whole = ConsensusHistory.Follow(Running(null), voters, new BarRange(0, Bars));
            ConsensusState? state = null;
            for (var bar = 0; bar < Bars; bar += (int)(1 + seed * 13))
            {
                var running = Running(state);
                var part = new BarRange(bar, Math.Min(Bars, bar + (int)(1 + seed * 13)));

                var opinions = ConsensusHistory.Follow(running, voters, part);

                for (var i = 0; i < part.Length; i++)
                {
                    Assert.Equal(whole[part.Start + i].Score, opinions[i].Score);
                    Assert.Equal(whole[part.Start + i].Weights, opinions[i].Weights);
                }
                state = JsonSerializer.Deserialize<ConsensusState>(
                    JsonSerializer.Serialize(running.State, HuracanJson.Options), HuracanJson.Options);
            }
        }
    }

    [Fact]
    public void Later_votes_and_outcomes_change_nothing_earlier()
    {
        const int From = 600;
        var voters = Voters(3);
        var other = Voters(4);
        // What is known at a bar ends before it: an outcome that ends at the changed bar or later may be another.
        VoterSeries[] changed = [.. voters.Zip(other, (honest, late) => honest with
        {
            Votes = [.. honest.Votes[..From], .. late.Votes[From..]],
            Outcomes = [.. honest.Outcomes.Select((outcome, bar) => honest.Ends[bar] < From ? outcome : late.Outcomes[bar])],
        })];

        var (one, two) = (
            ConsensusHistory.Follow(Running(null), voters, new BarRange(0, Bars)),
            ConsensusHistory.Follow(Running(null), changed, new BarRange(0, Bars)));

        Assert.Equal(one[..From].Select(opinion => opinion.Score), two[..From].Select(opinion => opinion.Score));
        Assert.Equal(one[From].Weights, two[From].Weights);
        Assert.Contains(one[..From], opinion => opinion.Score != 0);
        Assert.NotEqual(one[^1].Weights, two[^1].Weights);
    }

    [Fact]
    public void An_outcome_counts_from_the_bar_after_its_end()
    {
        double[] votes = [0.5, -0.5, 0.5, -0.5, 0, 0, 0, 0], outcomes = [1, -1, 1.1, -1, double.NaN, double.NaN, double.NaN, double.NaN];
        var voter = new VoterSeries(1, votes, outcomes, [5, 2, 3, 3, -1, -1, -1, -1]);
        var consensus = new RunningConsensus(new() { Shrinkage = 0, MinOutcomes = 0 }, Timeframe.H1, [1]);

        var reliabilities = ConsensusHistory.Follow(consensus, [voter], new BarRange(0, 8)).Select(opinion => opinion.Reliabilities[0]);

        Assert.Equal([0, 0, 0, 0, 1, 1], reliabilities.Take(6).Select(value => Math.Round(value, 2)));
        Assert.Equal(4, consensus.State.Outcomes[0].EffectiveCount, 0.1);
    }

    private static RunningConsensus Running(ConsensusState? state) => new(Options, Timeframe.H1, [1, 1, 4], state);

    private static VoterSeries[] Voters(ulong seed) =>
        [.. MadeUpVoters.Of(seed, Bars, [0.3, 0.2], 0.3), .. MadeUpVoters.Of(seed, Bars, [0.4], horizon: 4)];
}
