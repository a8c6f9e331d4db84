using System.Text.Json;
using Huracan.Engine;
using Huracan.Engine.Search.Importance;
using Huracan.Engine.Search.Space;
using Huracan.Engine.Search.Studies;

namespace Huracan.Tests.Engine.Search.Importance;

public class FunctionalAnovaTests
{
    private static readonly KeyValuePair<string, Distribution>[] Space =
    [
        new("width", new FloatDistribution(-1, 1)),
        new("rate", new FloatDistribution(1e-4, 1e-1, Log: true)),
        new("dropout", new FloatDistribution(0, 0.5, Step: 0.05)),
        new("layers", new IntDistribution(1, 6)),
        new("cell", new CategoricalDistribution(["lstm", "gru", "rnn"])),
    ];

    [Fact]
    public void Shares_are_those_of_Optuna_but_for_the_forests_chance()
    {
        using var cases = JsonDocument.Parse(File.ReadAllText(Repository.Golden("search", "fanova.json")));
        foreach (var one in cases.RootElement.EnumerateArray())
        {
            var rows = one.GetProperty("trials").Deserialize<double[][]>()!;

            var shares = FunctionalAnova.Of(
                rows.Select((row, i) => Complete(i, row[^1], Space.Zip(row, (pair, value) => (pair.Key, pair.Value, value))))).Shares;

            Assert.Equal(Space.Length, shares.Count);
            foreach (var (name, share) in shares)
            {
                // Both are draws of a forest: four standard deviations of one beside a mean of eight.
                var deviation = one.GetProperty("deviation").GetProperty(name).GetDouble();
                var (mean, tolerance) = (one.GetProperty("mean").GetProperty(name).GetDouble(), 4 * deviation * Math.Sqrt(1 + 1 / 8.0));
                Assert.True(
                    Math.Abs(share - mean) <= tolerance,
                    $"{one.GetProperty("function")}: {name} has {share}, Optuna {mean} give or take {tolerance}");
            }
        }
    }

    [Fact]
    public void Shares_of_a_sum_are_those_of_its_terms_variances()
    {
        // 3 x + y + 0 z over a cube: nine parts to one.
        var shares = FunctionalAnova.Of(Cube(600, x => 3 * x[0] + x[1])).Shares.ToDictionary();

        Assert.Equal(0.9, shares["x0"], 0.03);
        Assert.Equal(0.1, shares["x1"], 0.03);
        Assert.InRange(shares["x2"], 0, 0.01);
        Assert.Equal(1, shares.Values.Sum(), 1e-12);
    }

    [Fact]
    public void A_tree_that_is_known_has_the_variances_reckoned_by_hand()
    {
        // x splits at 0.25, the right part splits y at 0.5: values 1, 2 and 4 on a quarter and twice three eighths.
        Column[] columns = [new(0, 1, []), new(0, 1, [])];
        var tree = new TreePartition(columns, [new(1, [0, 0], [0.25, 1]), new(2, [0.25, 0], [1, 0.5]), new(4, [0.25, 0.5], [1, 1])]);

        // Mean 2.5. Over x alone: 1 and 3; over y alone: 1.75 and 3.25.
        Assert.Equal(0.25 * 2.25 + 0.375 * 0.25 + 0.375 * 2.25, tree.Variance, 1e-12);
        Assert.Equal(0.25 * 2.25 + 0.75 * 0.25, tree.MarginalVariance(0..1), 1e-12);
        Assert.Equal(0.5625, tree.MarginalVariance(1..2), 1e-12);
    }

    [Fact]
    public void The_same_seed_gives_the_same_shares_whatever_the_order_of_the_trials()
    {
        var trials = Cube(60, x => x[0] * x[1]);

        Assert.Equal(FunctionalAnova.Of(trials, 5).Shares, FunctionalAnova.Of(trials.Reverse(), 5).Shares);
        Assert.NotEqual(FunctionalAnova.Of(trials, 5).Shares, FunctionalAnova.Of(trials, 6).Shares);
    }

    [Fact]
    public void Trials_without_a_finite_value_and_parameters_that_are_not_always_there_are_left_aside()
    {
        var trials = Cube(50, x => x[0]);
        FrozenTrial[] more =
        [
            .. trials.Select((trial, i) => i % 2 == 0 ? trial : trial with { Parameters = trial.Parameters.RemoveAt(2) }),
            trials[0] with { Number = 50, Value = double.PositiveInfinity },
            trials[0] with { Number = 51, State = TrialState.Pruned, Parameters = [] },
        ];

        Assert.Equal(["x0", "x1"], FunctionalAnova.Of(more).Shares.Select(pair => pair.Key));
    }

    [Fact]
    public void Where_nothing_can_be_said_it_says_why()
    {
        Assert.Contains("9 complete trials", FunctionalAnova.Of(Cube(9, x => x[0])).Missing, StringComparison.Ordinal);
        Assert.Contains("do not vary", FunctionalAnova.Of(Cube(30, _ => 7)).Missing, StringComparison.Ordinal);
        Assert.Contains(
            "No parameter", FunctionalAnova.Of(Cube(30, x => x[0]).Select(trial => trial with { Parameters = [] })).Missing,
            StringComparison.Ordinal);
        Assert.Empty(FunctionalAnova.Of([]).Shares);
    }

    private static FrozenTrial[] Cube(int count, Func<double[], double> function)
    {
        var random = new SeededRandom(9);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            double[] x = [random.NextDouble(), random.NextDouble(), random.NextDouble()];
            return Complete(i, function(x), x.Select((value, d) => ($"x{d}", (Distribution)new FloatDistribution(0, 1), value)));
        })];
    }

    private static FrozenTrial Complete(
        int number, double value, IEnumerable<(string Name, Distribution Distribution, double Value)> parameters) =>
        new(number, TrialState.Complete)
        {
            Value = value,
            Parameters = [.. parameters.Select(one => KeyValuePair.Create(one.Name, new TrialParameter(one.Distribution, one.Value)))],
        };
}
