using System.Text.Json;
using Huracan.Engine.Regimes.HiddenMarkov;

namespace Huracan.Tests.Engine.Regimes.HiddenMarkov;

public class ForwardPassTests
{
    private static readonly JsonElement Chains = JsonDocument.Parse(
        File.ReadAllText(Repository.Golden("regimes", "regimes.json"))).RootElement.GetProperty("chains");

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Chains.GetArrayLength())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Agrees_with_scipy_however_far_off_the_observations_are(int index)
    {
        var one = Chains[index];
        var chain = one.GetProperty("chain").Deserialize<HiddenMarkovChain>()!;
        var pass = new ForwardPass(chain, one.GetProperty("observations").Deserialize<double[]>());
        var expected = one.GetProperty("filtered").Deserialize<double[]>()!;
        Assert.Equal(expected.Length, pass.Filtered.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], pass.Filtered[i], 1e-10);
        var log = one.GetProperty("log").GetDouble();
        Assert.Equal(log, pass.LogLikelihood, 1e-11 * Math.Abs(log));
    }

    /// <summary>Each path of states by itself: its probability and that of the observations given it.</summary>
    [Theory]
    [InlineData(1, 2, 1, 7)]
    [InlineData(2, 3, 2, 5)]
    [InlineData(3, 4, 3, 4)]
    [InlineData(4, 3, 1, 1)]
    public void Agrees_with_a_sum_over_all_paths(ulong seed, int states, int columns, int count)
    {
        var chain = MadeUpChain.Of(seed, states, columns);
        var observations = MadeUpChain.Observe(chain, seed + 50, count);
        var joint = new double[states];
        for (var path = 0; path < (int)Math.Pow(states, count); path++)
        {
            var (rest, before, probability) = (path, -1, 1.0);
            for (var t = 0; t < count; t++, rest /= states)
            {
                var state = rest % states;
                probability *= before < 0 ? chain.Initial[state] : chain.Transitions[before][state];
                for (var d = 0; d < columns; d++)
                {
                    probability *= MathNet.Numerics.Distributions.Normal.PDF(
                        chain.Means[state][d], Math.Sqrt(chain.Variances[state][d]), observations[t * columns + d]);
                }
                before = state;
            }
            joint[before] += probability;
        }
        var pass = new ForwardPass(chain, observations);
        Assert.Equal(Math.Log(joint.Sum()), pass.LogLikelihood, 1e-10);
        for (var k = 0; k < states; k++)
            Assert.Equal(joint[k] / joint.Sum(), pass.Filtered[(count - 1) * states + k], 1e-12);
    }

    [Fact]
    public void A_state_that_cannot_be_reached_stays_so_whatever_is_observed()
    {
        var chain = new HiddenMarkovChain([1, 0], [[1, 0], [0, 1]], [[0], [1e6]], [[1], [1]]);
        var pass = new ForwardPass(chain, [0, 1e6, 0]);
        Assert.Equal([1, 0, 1, 0, 1, 0], pass.Filtered);
        Assert.Equal(-1.5 * Math.Log(2 * Math.PI) - 0.5e12, pass.LogLikelihood, 1.0);
    }
}
