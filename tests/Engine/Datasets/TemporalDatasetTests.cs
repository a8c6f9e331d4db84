using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Engine.Datasets;
using Huracan.Engine.Models;
using Huracan.Engine.Splits;

namespace Huracan.Tests.Engine.Datasets;

public class TemporalDatasetTests
{
    [Fact]
    public void Windows_never_leave_their_symbol_and_span_gaps_only_where_they_may()
    {
        var random = new SeededRandom(3);
        for (var round = 0; round < 300; round++)
        {
            var dataset = RandomDataset.Make(random);
            var window = new WindowRule(1 + random.NextInt(8), random.NextInt(2) == 0);
            foreach (var part in Enum.GetValues<DatasetPart>())
            {
                var samples = dataset.Samples(part, 3, window);
                Assert.Equal(BruteForce(dataset, part, window), samples.Bars);
                SampleRules.RequireBars(dataset.Table, samples.Bars, 2, window.Length);
                for (var i = 0; i < samples.Count; i++)
                {
                    Assert.Equal(dataset.Labels[0].Classes[samples.Bars[i]], samples.Classes[i] - 1);
                    Assert.Equal(dataset.Labels[0].Returns?[samples.Bars[i]] ?? 0, samples.Returns[i]);
                }
            }
        }
    }

    [Fact]
    public void Every_row_knows_its_symbol_and_the_bar_is_the_most_frequent_step()
    {
        var random = new SeededRandom(4);
        for (var round = 0; round < 50; round++)
        {
            var dataset = RandomDataset.Make(random);
            for (var s = 0; s < dataset.Symbols.Count; s++)
            {
                var rows = dataset.Symbols[s].Rows;
                for (var row = rows.Start; row < rows.End; row++)
                    Assert.Equal(s, dataset.SymbolOf(row));
                var steps = Enumerable.Range(rows.Start + 1, rows.Length - 1).Select(row => dataset.Times[row] - dataset.Times[row - 1]);
                Assert.Equal(
                    steps.GroupBy(step => step).OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
                        .FirstOrDefault()?.Key ?? 0,
                    dataset.BarOf(s));
            }
        }
    }

    [Fact]
    public void A_horizon_without_labels_is_refused_with_those_there_are() => Assert.Equal(
        "There are no labels of horizon h9; there are: h3.",
        Assert.Throws<InputRefusedException>(() => RandomDataset.Make(new SeededRandom(1)).LabelsOf(9)).Message);

    [Theory]
    [InlineData("A", 2, "A", 4, 0, "symbol A is out of order or twice")]
    [InlineData("B", 2, "A", 4, 0, "symbol A is out of order or twice")]
    [InlineData("A", 2, "B", 3, 0, "the symbols have 3 of 4 rows")]
    [InlineData("A", 2, "B", 4, 1, "row 1 of A does not come after the one before")]
    [InlineData("A", 2, "B", 4, 2, "in row 3 the class h5 is 2")]
    [InlineData("A", 2, "B", 4, 3, "there are 2 names for 1 features")]
    public void What_is_not_whole_and_in_order_is_refused(string first, int end, string second, int last, int fault, string words)
    {
        long[] times = fault == 1 ? [5, 5, 1, 2] : [1, 2, 1, 2];
        sbyte[] classes = [0, 1, -1, (sbyte)(fault == 2 ? 2 : 0)];
        DatasetSymbol Symbol(string name, int from, int to) =>
            new(name, new BarRange(from, to), new BarRange(to, to), new BarRange(to, to));

        var refused = Assert.Throws<ArgumentException>(() => new TemporalDataset(
            fault == 3 ? ["x", "y"] : ["x"], new FeatureTable(new float[4], 1), times, [Symbol(first, 0, end), Symbol(second, end, last)],
            [new HorizonLabels(5, classes, null)]));

        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    // By the definition: all rows of the window are of the row's symbol and, where gaps count, a bar apart.
    private static int[] BruteForce(TemporalDataset dataset, DatasetPart part, WindowRule window)
    {
        var rows = new List<int>();
        for (var row = 0; row < dataset.Rows; row++)
        {
            var symbol = dataset.SymbolOf(row);
            var isWhole = dataset.Symbols[symbol].Of(part).Contains(row) && dataset.Labels[0].Has(row);
            for (var back = row - window.Length + 1; back <= row && isWhole; back++)
            {
                isWhole = back >= 0 && dataset.SymbolOf(back) == symbol
                    && (window.SpansGaps || back == row || dataset.Times[back + 1] - dataset.Times[back] == dataset.BarOf(symbol));
            }
            if (isWhole)
                rows.Add(row);
        }
        return [
            .. rows.OrderBy(row => dataset.Times[row])
                .ThenBy(row => dataset.Symbols[dataset.SymbolOf(row)].Name, StringComparer.Ordinal),
        ];
    }
}
