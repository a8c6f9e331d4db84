using Huracan.Engine;
using Huracan.Engine.Consensus;

namespace Huracan.Tests.Engine.Consensus;

/// <summary>Voters on random outcomes, of which some know something.</summary>
internal static class MadeUpVoters
{
    /// <summary>Voters of the given skills: the correlation of a vote with its outcome, which lies one horizon ahead.</summary>
    /// <param name="seed">Seed.</param>
    /// <param name="count">Bars.</param>
    /// <param name="skills">Skill of each voter.</param>
    /// <param name="shared">Share of the voters' noise that is common to all.</param>
    /// <param name="horizon">Bars.</param>
    public static VoterSeries[] Of(ulong seed, int count, double[] skills, double shared = 0, int horizon = 1)
    {
        var random = new SeededRandom(seed);
        double[] moves = Noise(random, count + horizon + 1), common = Noise(random, count);
        return [.. skills.Select(skill =>
        {
            double[] own = Noise(random, count), votes = new double[count], outcomes = new double[count];
            var ends = new int[count];
            for (var bar = 0; bar < count; bar++)
            {
                for (var k = 1; k <= horizon; k++)
                    outcomes[bar] += moves[bar + k] / Math.Sqrt(horizon);
                ends[bar] = bar + 1 + horizon;
                var noise = Math.Sqrt(shared) * common[bar] + Math.Sqrt(1 - shared) * own[bar];
                votes[bar] = Math.Tanh(0.2 * (skill * outcomes[bar] + Math.Sqrt(1 - skill * skill) * noise));
                if (bar + 1 + horizon >= count)
                    outcomes[bar] = double.NaN;
            }
            return new VoterSeries(horizon, votes, outcomes, ends);
        })];
    }

    private static double[] Noise(SeededRandom random, int count)
    {
        var noise = new double[count];
        for (var i = 0; i < count; i++)
            noise[i] = random.NextGaussian();
        return noise;
    }
}
