using System.ComponentModel.DataAnnotations;
using Huracan.Engine.Datasets;
using Huracan.Engine.Datasets.Simulation;

namespace Huracan.Tests.Engine.Datasets.Simulation;

public class SimulatedDatasetTests
{
    [Fact]
    public void The_same_seed_gives_the_same_numbers_in_as_many_rows_as_asked_for()
    {
        var options = SmallDatasets.Options with { Rows = 1_001, Seed = 7 };
        var (first, second) = (SmallDatasets.Make(options), SmallDatasets.Make(options));

        Assert.Equal(1_001, first.Rows);
        Assert.Equal([334, 334, 333], first.Symbols.Select(symbol => symbol.Rows.Length));
        Assert.Equal(first.Table.Values, second.Table.Values);
        Assert.Equal([5, 20], first.Labels.Select(labels => labels.Horizon));
        Assert.All(first.Labels, labels => Assert.True(Enumerable.Range(0, first.Rows).All(labels.Has)));
        Assert.NotEqual(first.Table.Values, SmallDatasets.Make(options with { Seed = 8 }).Table.Values);
    }

    [Fact]
    public void Between_parts_as_many_bars_are_left_out_as_the_longest_label_rests_on()
    {
        var dataset = SmallDatasets.Make(SmallDatasets.Options);

        foreach (var symbol in dataset.Symbols)
        {
            foreach (var part in new[] { DatasetPart.Validation, DatasetPart.Test })
            {
                var first = symbol.Of(part).Start;
                Assert.Equal(22, (dataset.Times[first] - dataset.Times[first - 1]) / dataset.BarOf(0));
            }
        }
    }

    [Fact]
    public void Options_out_of_range_are_refused_by_name()
    {
        var options = new SimulatedDatasetOptions { Rows = 10, Features = 0, Horizons = [5, 5], NetSharpe = double.NaN };
        var errors = options.Validate(new ValidationContext(options));

        Assert.Equal(["Rows", "Features", "Horizons", "NetSharpe"], errors.SelectMany(error => error.MemberNames));
    }
}
