using Huracan.Engine.Splits;

namespace Huracan.Engine.Consensus;

/// <summary>The consensus over the bars of a series.</summary>
public static class ConsensusHistory
{
    /// <summary>
    /// Goes over consecutive bars. At each, outcomes that end before it are learnt; those that had ended before the first bar are taken as
    /// known to <paramref name="consensus"/> already, so that two ranges one after the other give what both give at once.
    /// </summary>
    /// <param name="consensus">Knows what was before; goes on to the end of the bars.</param>
    /// <param name="voters">The voters, in the order that it knows them in.</param>
    /// <param name="bars">The bars.</param>
    /// <param name="mayVote">Whether a voter may vote at a bar; null lets all.</param>
    /// <returns>What they say at each bar.</returns>
    /// <exception cref="ArgumentException">There are more or fewer voters than it knows.</exception>
    public static ConsensusOpinion[] Follow(
        RunningConsensus consensus, IReadOnlyList<VoterSeries> voters, BarRange bars, Func<int, int, bool>? mayVote = null)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(voters.Count, consensus.Voters, nameof(voters));
        var ended = voters.Select(voter => Ended(voter, bars)).ToArray();
        var next = new int[voters.Count];
        var opinions = new ConsensusOpinion[bars.Length];
        double[] all = new double[voters.Count], heard = new double[voters.Count];
        for (var bar = bars.Start; bar < bars.End; bar++)
        {
            consensus.Forget();
            for (var i = 0; i < voters.Count; i++)
            {
                for (; next[i] < ended[i].Length && voters[i].Ends[ended[i][next[i]]] < bar; next[i]++)
                {
                    var ending = ended[i][next[i]];
                    consensus.Learn(i, (voters[i].Convictions ?? voters[i].Votes)[ending], voters[i].Outcomes[ending]);
                }
                all[i] = voters[i].Votes[bar];
                heard[i] = mayVote?.Invoke(i, bar) ?? true ? all[i] : double.NaN;
            }
            opinions[bar - bars.Start] = consensus.At(heard);
            consensus.Note(all);
        }
        return opinions;
    }

    // Bars of votes whose outcome becomes known within the range, in the order in which it does.
    private static int[] Ended(VoterSeries voter, BarRange bars) =>
        [.. Enumerable.Range(0, bars.End)
            .Where(bar => !double.IsNaN(voter.Votes[bar]) && !double.IsNaN(voter.Outcomes[bar]) && voter.Ends[bar] >= bars.Start - 1)
            .OrderBy(bar => voter.Ends[bar])];
}
