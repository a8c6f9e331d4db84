using Huracan.Engine;
using Huracan.Engine.Consensus;
using MathNet.Numerics.LinearAlgebra;

namespace Huracan.Tests.Engine.Consensus;

public class VoteSharingTests
{
    [Fact]
    public void Shares_solve_the_equation_of_ultrametric_similarities_and_are_never_negative()
    {
        for (var seed = 0UL; seed < 300; seed++)
        {
            var random = new SeededRandom(seed);
            var similarity = Similarities(random, 2 + random.NextInt(7));

            var shares = VoteSharing.Of(similarity.RowCount, (i, j) => similarity[i, j]);

            var sums = Closest(similarity) * Vector<double>.Build.Dense(shares);
            Assert.All(sums, sum => Assert.Equal(1, sum, 9));
            Assert.All(shares, share => Assert.InRange(share, 0, 1));
        }
    }

    [Fact]
    public void Voters_with_nothing_in_common_have_one_each_and_two_alike_divide_one() => Assert.Equal(
        [1, 0.625, 0.625],
        VoteSharing.Of(3, (i, j) => i + j == 3 ? 0.6 : i == j ? 1 : 0).Select(share => Math.Round(share, 12)));

    [Fact]
    public void A_single_voter_has_all_and_no_voter_is_no_error()
    {
        Assert.Equal([1], VoteSharing.Of(1, (_, _) => 1));
        Assert.Equal([], VoteSharing.Of(0, (_, _) => 1));
    }

    private static Matrix<double> Similarities(SeededRandom random, int count)
    {
        var matrix = Matrix<double>.Build.DenseIdentity(count);
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < i; j++)
                matrix[i, j] = matrix[j, i] = Math.Max(0, 1.3 * random.NextDouble() - 0.4);
        }
        return matrix;
    }

    /// <summary>The best of all ways between two voters, each as good as its worst step (Floyd and Warshall).</summary>
    private static Matrix<double> Closest(Matrix<double> similarity)
    {
        var closest = similarity.Clone();
        for (var k = 0; k < closest.RowCount; k++)
        {
            for (var i = 0; i < closest.RowCount; i++)
            {
                for (var j = 0; j < closest.RowCount; j++)
                    closest[i, j] = Math.Max(closest[i, j], Math.Min(closest[i, k], closest[k, j]));
            }
        }
        return closest;
    }
}
