using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Engine.Consensus;
using Huracan.Engine.Splits;

namespace Huracan.Tests.Engine.Consensus;

public class RunningConsensusTests
{
    private const int Bars = 1_200;

    private static readonly ConsensusOptions Options = new() { HalfLifeDays = 20 };

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Duplicates_of_a_voter_change_no_score(int copies)
    {
        for (var seed = 0UL; seed < 20; seed++)
        {
            var voters = Random(seed, out var random);
            var doubled = random.NextInt(voters.Length);
            VoterSeries[] more = [.. voters, .. Enumerable.Repeat(voters[doubled], copies - 1)];
            var order = Shuffled(random, more.Length);

            var (few, many) = (Follow(voters), Follow([.. order.Select(i => more[i])]));

            Assert.Contains(few, opinion => opinion.Weights[doubled] > 0 && opinion.Weights.Count(weight => weight > 0) > 1);
            for (var bar = 0; bar < Bars; bar++)
            {
                Assert.Equal(few[bar].Score, many[bar].Score, 1e-12);
                var together = order.Select((i, place) => i == doubled || i >= voters.Length ? many[bar].Weights[place] : 0).Sum();
                Assert.Equal(few[bar].Weights[doubled], together, 1e-12);
            }
        }
    }

    [Fact]
    public void The_order_of_the_voters_changes_no_score()
    {
        for (var seed = 0UL; seed < 20; seed++)
        {
            var voters = Random(seed, out var random);
            var order = Shuffled(random, voters.Length);

            var (one, other) = (Follow(voters), Follow([.. order.Select(i => voters[i])]));

            Assert.All(one.Zip(other), pair => Assert.Equal(pair.First.Score, pair.Second.Score, 1e-12));
        }
    }

    [Fact]
    public void A_voter_without_skill_loses_its_weight()
    {
        var weights = Enumerable.Range(0, 40)
            .Select(seed => Follow(MadeUpVoters.Of((ulong)seed, 6_000, [0.15, 0]), new())[^1].Weights)
            .ToArray();

        Assert.InRange(weights.Average(weight => weight[1]), 0, 0.02);
        Assert.InRange(weights.Count(weight => weight[1] < 0.05), 36, 40); // by chance one in fourteen looks as if it had a little
        Assert.All(weights, weight => Assert.Equal(1, weight.Sum(), 12));
    }

    [Fact]
    public void A_voter_that_is_always_wrong_has_none_and_where_nobody_knows_anything_there_is_no_score()
    {
        var opinions = Follow(MadeUpVoters.Of(1, Bars, [-0.4, -0.2]));

        Assert.All(opinions, opinion => Assert.Equal((0, 0), (opinion.Score, opinion.Weights.Sum())));
    }

    [Fact]
    public void Skill_that_is_gone_is_forgotten()
    {
        var (good, bad) = (MadeUpVoters.Of(2, 4_000, [0.3, 0.1]), MadeUpVoters.Of(3, 4_000, [-0.3, 0.1]));
        VoterSeries Join(VoterSeries first, VoterSeries then) => new(
            1, [.. first.Votes[..2_000], .. then.Votes[2_000..]], [.. first.Outcomes[..2_000], .. then.Outcomes[2_000..]], first.Ends);

        var opinions = Follow([.. good.Zip(bad, Join)]);

        Assert.InRange(opinions[1_999].Weights[0], 0.5, 1);
        Assert.Equal(0, opinions[^1].Weights[0]);
        Assert.InRange(opinions[^1].Weights[1], 0.99, 1);
    }

    [Fact]
    public void The_score_is_a_mean_of_the_votes_and_monotone_in_each()
    {
        var random = new SeededRandom(5);
        for (var seed = 0UL; seed < 50; seed++)
        {
            var voters = Random(seed, out _);
            var consensus = new RunningConsensus(Options, Timeframe.H1, [.. voters.Select(voter => voter.Horizon)]);
            ConsensusHistory.Follow(consensus, voters, new BarRange(0, Bars));
            var votes = voters.Select(_ => 2 * random.NextDouble() - 1).ToArray();
            var score = consensus.At(votes).Score;
            Assert.InRange(score, votes.Min(), votes.Max());
            for (var i = 0; i < votes.Length; i++)
            {
                var raised = (double[])votes.Clone();
                raised[i] += (1 - raised[i]) * random.NextDouble();
                Assert.True(consensus.At(raised).Score >= score);
            }
            Assert.Equal(1, consensus.At([.. votes.Select(_ => 1.0)]).Score, 12);
        }
    }

    [Fact]
    public void One_voter_is_its_own_consensus_and_one_who_is_not_heard_leaves_the_others_theirs()
    {
        var voters = MadeUpVoters.Of(7, Bars, [0.3, 0.3]);

        var alone = Follow([voters[0]]);
        var silenced = ConsensusHistory.Follow(
            new RunningConsensus(Options, Timeframe.H1, [1, 1]), voters, new BarRange(0, Bars), (voter, _) => voter == 0);

        Assert.Contains(alone, opinion => opinion.Weights[0] == 1);
        Assert.All(Enumerable.Range(0, Bars), bar =>
        {
            Assert.Equal(alone[bar].Weights[0] > 0 ? voters[0].Votes[bar] : 0, alone[bar].Score);
            Assert.Equal(alone[bar].Score, silenced[bar].Score, 12);
            Assert.Equal(0, silenced[bar].Weights[1]);
        });
        Assert.True(silenced[^1].Reliabilities[1] > 0); // it is learnt from all the same
    }

    [Fact]
    public void A_horizon_as_long_asks_for_as_many_more_outcomes()
    {
        var outcomes = Enumerable.Range(0, 200).Select(i => (Vote: 0.1 * (i % 2), Outcome: i % 2 + (i % 4 < 2 ? 0.7 : -0.7))).ToArray();

        double Reliability(int horizon)
        {
            var consensus = new RunningConsensus(new(), Timeframe.H1, [horizon]);
            foreach (var (vote, outcome) in outcomes)
                consensus.Learn(0, vote, outcome);
            return consensus.At([0.1]).Reliabilities[0];
        }

        var correlation = 0.5 / Math.Sqrt(0.25 + 0.49);
        Assert.Equal(correlation - 2 / (200 * correlation), Reliability(1), 12);
        Assert.Equal(correlation - 2 / (50 * correlation), Reliability(4), 12);
        Assert.Equal(0, Reliability(7)); // 28 outcomes that do not overlap are too few to say
    }

    [Fact]
    public void Wrong_use_and_settings_out_of_range_are_named()
    {
        var refused = Assert.Throws<InputRefusedException>(
            () => new RunningConsensus(new() { HalfLifeDays = 0, Shrinkage = -1 }, Timeframe.H1, [1]));
        Assert.Contains("'consensus.half_life_days' is 0; it must lie in [1, 3650].", refused.Message, StringComparison.Ordinal);
        Assert.Contains("'consensus.shrinkage' is -1", refused.Message, StringComparison.Ordinal);
        var state = new RunningConsensus(new(), Timeframe.H1, [1, 4]).State;
        Assert.Throws<ArgumentException>(() => new RunningConsensus(new(), Timeframe.H1, [1, 4, 24], state));
        Assert.Throws<ArgumentException>(() => new RunningConsensus(new(), Timeframe.H1, []));
        Assert.Throws<ArgumentException>(() => new RunningConsensus(new(), Timeframe.H1, [1]).Learn(0, 0.1, double.NaN));
    }

    private static ConsensusOpinion[] Follow(VoterSeries[] voters, ConsensusOptions? options = null) => ConsensusHistory.Follow(
        new RunningConsensus(options ?? Options, Timeframe.H1, [.. voters.Select(voter => voter.Horizon)]), voters,
        new BarRange(0, voters[0].Votes.Length));

    // Two to five voters of different skills, horizons and likeness.
    private static VoterSeries[] Random(ulong seed, out SeededRandom random)
    {
        random = new SeededRandom(1_000 + seed);
        var skills = Enumerable.Range(0, 1 + random.NextInt(3));
        var (a, b) = (random.NextDouble(), random.NextDouble());
        return
        [
            .. MadeUpVoters.Of(seed, Bars, [.. skills.Select(i => 0.15 + 0.1 * i)], 0.9 * a),
            .. MadeUpVoters.Of(seed, Bars, [0.3, 0.5 * b], 0.9 * b, horizon: 4),
        ];
    }

    private static int[] Shuffled(SeededRandom random, int count)
    {
        var order = Enumerable.Range(0, count).ToArray();
        random.Shuffle<int>(order);
        return order;
    }
}
