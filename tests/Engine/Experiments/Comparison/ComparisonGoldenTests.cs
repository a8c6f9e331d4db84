using System.Text.Json;
using Huracan.Engine.Experiments.Comparison;

namespace Huracan.Tests.Engine.Experiments.Comparison;

/// <summary>Values that scipy computed (tests/Golden/experiments) and those of Demšar's table 5.</summary>
public class ComparisonGoldenTests
{
    private static readonly JsonElement Golden =
        JsonDocument.Parse(File.ReadAllText(Repository.Golden("experiments", "comparison.json"))).RootElement;

    [Fact]
    public void Nemenyis_quantiles_are_those_of_the_studentized_range()
    {
        foreach (var one in Golden.GetProperty("studentized").EnumerateArray())
        {
            var (models, alpha) = (one.GetProperty("models").GetInt32(), one.GetProperty("alpha").GetDouble());
            Assert.Equal(one.GetProperty("q").GetDouble(), StudentizedRange.Quantile(1 - alpha, models) / Math.Sqrt(2), 1e-6);
        }
        double[] demsar = [1.960, 2.343, 2.569, 2.728, 2.850, 2.949, 3.031, 3.102, 3.164];
        foreach (var (i, q) in demsar.Index())
            Assert.Equal(q, StudentizedRange.Quantile(0.95, i + 2) / Math.Sqrt(2), 0.00101); // his last digit is off by one at times
    }

    [Fact]
    public void Friedmans_ranks_statistics_and_p_values_are_scipys_with_ties_too()
    {
        foreach (var one in Golden.GetProperty("friedman").EnumerateArray())
        {
            var test = FriedmanTest.Of([.. one.GetProperty("values").EnumerateArray().Select(Numbers)]);
            Assert.Equal(Numbers(one.GetProperty("ranks")), test.AverageRanks);
            Assert.Equal(one.GetProperty("chi_square").GetDouble(), test.ChiSquare, 1e-9);
            Assert.Equal(one.GetProperty("p").GetDouble(), test.ChiSquarePValue, 1e-9);
            Assert.Equal(one.GetProperty("f").GetDouble(), test.F, 1e-9);
            Assert.Equal(one.GetProperty("f_p").GetDouble(), test.PValue, 1e-9);
        }
    }

    [Fact]
    public void The_signed_rank_tests_p_values_are_scipys()
    {
        foreach (var one in Golden.GetProperty("wilcoxon").EnumerateArray())
            Assert.Equal(one.GetProperty("p").GetDouble(), SignedRankTest.PValue(Numbers(one.GetProperty("values"))), 1e-12);
    }

    // Demšar (2006), table 6: four classifiers on fourteen data sets.
    [Fact]
    public void Demsars_example_has_his_statistics()
    {
        double[] ranks = [3.143, 2.000, 2.893, 1.964];
        Assert.Equal(1.25, NemenyiTest.CriticalDifference(4, 14, 0.05), 0.005);
        Assert.Equal(1.12, NemenyiTest.CriticalDifference(4, 14, 0.10), 0.005);
        var sorted = ranks.Order().ToArray();
        Assert.Equal([(0, 3)], NemenyiTest.Groups(sorted, 1.25));
        Assert.Equal([(0, 2), (1, 3)], NemenyiTest.Groups(sorted, 1.15));
    }

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(value => value.GetDouble())];
}
