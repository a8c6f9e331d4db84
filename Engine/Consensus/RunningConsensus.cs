using Huracan.Contracts;

namespace Huracan.Engine.Consensus;

/// <summary>
/// The consensus of some voters as it goes from bar to bar. At each bar, in this order: <see cref="Forget"/>, <see cref="Learn"/> for every
/// outcome that has become known, <see cref="At"/>, <see cref="Note"/>. So the weights at a bar rest on what is known before its votes,
/// and the score is monotone in each of them.
/// </summary>
/// <remarks>
/// The reliability of a voter is the exponentially weighted correlation r of its earlier votes with their outcomes in volatilities,
/// shrunk by the positive part of James and Stein's rule: max(0, r − c/(n·r)), with n the effective number of outcomes that do not overlap
/// (F17). A correlation, since a voter that always says the same has no skill, whichever way the market went. A weight is the reliability
/// times the share of <see cref="VoteSharing"/> among those who vote and have any.
/// </remarks>
public sealed class RunningConsensus
{
    private readonly ConsensusOptions options;
    private readonly int[] horizons;
    private readonly double decay;
    private readonly PairMoments[] outcomes;
    private readonly PairMoments[] votes;

    /// <summary>Begins, or goes on from a state.</summary>
    /// <param name="options">How voters are weighed.</param>
    /// <param name="timeframe">Length of a bar.</param>
    /// <param name="horizons">Horizon of each voter, bars: as many neighbouring outcomes overlap.</param>
    /// <param name="state">What an earlier one of the same voters knew; null begins without any knowledge.</param>
    /// <exception cref="InputRefusedException">A setting is out of its range; the message names key and value.</exception>
    /// <exception cref="ArgumentException">There is no voter, a horizon is below 1, or the state is of other voters.</exception>
    public RunningConsensus(
        ConsensusOptions options, Timeframe timeframe, IReadOnlyList<int> horizons, ConsensusState? state = null)
    {
        if (OptionErrors.Of(options, "consensus").ToArray() is { Length: > 0 } errors)
            throw new InputRefusedException(string.Join(' ', errors));
        if (horizons.Count == 0 || horizons.Any(horizon => horizon < 1))
            throw new ArgumentException("There must be a voter, and each horizon must be 1 bar or more.", nameof(horizons));
        var pairs = horizons.Count * (horizons.Count - 1) / 2;
        if (state is not null && (state.Outcomes.Count != horizons.Count || state.Votes.Count != pairs))
            throw new ArgumentException(
                $"The state is of {state.Outcomes.Count} voters and {state.Votes.Count} pairs; there are {horizons.Count} voters.",
                nameof(state));
        this.options = options;
        this.horizons = [.. horizons];
        decay = Math.Pow(2, -timeframe.Minutes / (options.HalfLifeDays * Timeframe.D1.Minutes));
        outcomes = state is null ? new PairMoments[horizons.Count] : [.. state.Outcomes];
        votes = state is null ? new PairMoments[pairs] : [.. state.Votes];
    }

    /// <summary>Number of voters.</summary>
    public int Voters => horizons.Length;

    /// <summary>What it knows now.</summary>
    public ConsensusState State => new([.. outcomes], [.. votes]);

    /// <summary>A bar has passed: all that is known counts a little less.</summary>
    public void Forget()
    {
        for (var i = 0; i < outcomes.Length; i++)
            outcomes[i] = outcomes[i].Forget(decay);
        for (var i = 0; i < votes.Length; i++)
            votes[i] = votes[i].Forget(decay);
    }

    /// <summary>The outcome of an earlier vote has become known.</summary>
    /// <param name="voter">The voter.</param>
    /// <param name="vote">Its vote then.</param>
    /// <param name="outcome">What happened, in volatilities over the horizon; finite.</param>
    public void Learn(int voter, double vote, double outcome)
    {
        if (!double.IsFinite(vote) || !double.IsFinite(outcome))
            throw new ArgumentException($"Vote {vote} and outcome {outcome} must be finite.", nameof(outcome));
        outcomes[voter] = outcomes[voter].Add(vote, outcome);
    }

    /// <summary>What voters say together, by the weights that they have before these votes.</summary>
    /// <param name="current">A vote of each voter, -1 to 1; NaN where it does not vote.</param>
    public ConsensusOpinion At(ReadOnlySpan<double> current)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(current.Length, Voters, nameof(current));
        var reliabilities = new double[Voters];
        var counted = new List<int>();
        for (var i = 0; i < reliabilities.Length; i++)
        {
            reliabilities[i] = Reliability(i);
            if (reliabilities[i] > 0 && !double.IsNaN(current[i]))
                counted.Add(i);
        }
        var shares = VoteSharing.Of(counted.Count, (a, b) => votes[PairOf(counted[a], counted[b])].Correlation);
        var weights = new double[Voters];
        double total = 0, sum = 0;
        for (var k = 0; k < counted.Count; k++)
            total += weights[counted[k]] = shares[k] * reliabilities[counted[k]];
        if (total > 0)
        {
            foreach (var i in counted)
                sum += (weights[i] /= total) * Math.Clamp(current[i], -1, 1);
        }
        return new ConsensusOpinion(Math.Clamp(sum, -1, 1), weights, reliabilities);
    }

    /// <summary>Remembers the votes of a bar, those that were not to be heard too, to know who says the same.</summary>
    /// <param name="current">A vote of each voter; NaN where there is none.</param>
    public void Note(ReadOnlySpan<double> current)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(current.Length, Voters, nameof(current));
        for (var i = 0; i < current.Length; i++)
        {
            for (var j = i + 1; j < current.Length; j++)
            {
                if (!double.IsNaN(current[i]) && !double.IsNaN(current[j]))
                    votes[PairOf(i, j)] = votes[PairOf(i, j)].Add(current[i], current[j]);
            }
        }
    }

    private double Reliability(int voter)
    {
        var moments = outcomes[voter];
        var correlation = moments.Correlation;
        var count = moments.EffectiveCount / horizons[voter];
        return correlation > 0 && count >= options.MinOutcomes
            ? Math.Max(0, correlation - options.Shrinkage / (count * correlation))
            : 0;
    }

    private int PairOf(int i, int j)
    {
        var (low, high) = i < j ? (i, j) : (j, i);
        return low * (2 * Voters - low - 1) / 2 + high - low - 1;
    }
}
