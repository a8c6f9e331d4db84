using System.Globalization;
using Huracan.Contracts;
using Huracan.Engine.Models;
using Huracan.Engine.Models.LogisticRegression;

namespace Huracan.Tests.Engine.Models;

public sealed class LinearConformanceTests : ModelConformance
{
    private protected override bool IsRandom => false;

    private protected override (int After, int Rounds) Kill => (11, 12);

    private protected override IModel Create() =>
        new LinearModel(MadeUp.Settings("linear", ("rounds", 12), ("early_stopping_rounds", 12)));
}

public sealed class LinearModelTests
{
    [Fact]
    public void Weights_are_those_of_scikit_learn()
    {
        var rows = Read("linear_data.csv");
        var features = rows[0].Length - 1;
        var samples = new Samples(
            new FeatureTable([.. rows.SelectMany(row => row[1..]).Select(x => (float)x)], features), [.. Enumerable.Range(0, rows.Length)],
            [.. rows.Select(row => (byte)row[0])], new float[rows.Length]);
        foreach (var expected in Read("linear_weights.csv"))
        {
            var net = new ElasticNet(samples, l1Ratio: expected[1]);

            var solved = net.Solve(net.Start, penalty: expected[0], tolerance: 1e-10, mostSteps: 20_000, CancellationToken.None);

            Assert.Equal(expected[2], solved.Loss(samples), 1e-6);
            for (var i = 0; i < 3 * features; i++)
                Assert.Equal(expected[4 + i], solved.Slopes[i], 2e-5);
            var mean = solved.Intercepts.Average();
            for (var k = 0; k < 3; k++)
                Assert.Equal(expected[4 + 3 * features + k], solved.Intercepts[k] - mean, 2e-5);
        }
    }

    [Fact]
    public void At_the_strongest_penalty_no_feature_counts_and_just_below_it_one_does()
    {
        var samples = MadeUp.Samples(400, 1);
        var net = new ElasticNet(samples, l1Ratio: 0.5);
        var strongest = net.LargestPenalty();

        var none = net.Solve(net.Start, 1.0001 * strongest, 1e-10, 20_000, CancellationToken.None);
        var one = net.Solve(net.Start, 0.97 * strongest, 1e-10, 20_000, CancellationToken.None);

        Assert.All(none.Slopes, slope => Assert.Equal(0, slope));
        Assert.InRange(one.Slopes.Count(slope => slope != 0), 1, 3);
    }

    [Theory]
    [InlineData("l1_ratio", 1.5)]
    [InlineData("rounds", 1)]
    [InlineData("least_penalty", 0)]
    [InlineData("strength", 1)]
    public void A_wrong_setting_is_refused_by_its_name(string name, double value) => Assert.Contains(
        $"'{name}'", Assert.Throws<InputRefusedException>(() => new LinearModel(MadeUp.Settings("linear", (name, value)))).Message,
        StringComparison.Ordinal);

    private static double[][] Read(string file) =>
    [
        .. File.ReadLines(Repository.Golden("models", file)).Skip(1)
            .Select(line => Array.ConvertAll(line.Split(','), x => double.Parse(x, CultureInfo.InvariantCulture))),
    ];
}
