using Huracan.Engine;
using Huracan.Engine.Labels;

namespace Huracan.Tests.Engine.Labels;

public class AverageUniquenessTests
{
    // AFML, section 4.5.3: returns of bars 0 to 2, 2 to 3 and 4 to 5.
    [Fact]
    public void It_is_that_of_the_books_example() =>
        Assert.Equal([5.0 / 6, 3.0 / 4, 1.0], AverageUniqueness.Of(Labels((0, 2), (2, 3), (4, 5)), [0, 2, 4]), Close);

    [Fact]
    public void Labels_of_other_samples_do_not_count() =>
        Assert.Equal([1.0, 1.0], AverageUniqueness.Of(Labels((0, 2), (2, 3), (4, 5)), [0, 4]), Close);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_is_that_of_counting_every_pair_of_labels(ulong seed)
    {
        var random = new SeededRandom(seed);
        var spans = Enumerable.Range(0, 300).Where(_ => random.NextInt(3) > 0).Select(bar => (bar, bar + random.NextInt(40))).ToArray();
        var labels = Labels(spans);
        var bars = Array.ConvertAll(spans, span => span.bar);
        int Covering(int bar) => spans.Count(span => span.Item1 <= bar && bar <= span.Item2);

        var uniqueness = AverageUniqueness.Of(labels, bars);

        for (var i = 0; i < spans.Length; i++)
        {
            var (first, last) = spans[i];
            Assert.Equal(Enumerable.Range(first, last - first + 1).Average(bar => 1.0 / Covering(bar)), uniqueness[i], 1e-12);
        }
        var weights = AverageUniqueness.Weights(labels, bars);
        Assert.Equal(1, weights.Average(), 1e-6);
        Assert.Equal(uniqueness[7] / uniqueness[3], weights[7] / weights[3], 1e-6);
    }

    [Fact]
    public void Overlapping_labels_of_one_horizon_all_but_the_outermost_count_the_same()
    {
        int[] bars = [.. Enumerable.Range(0, 200)];
        var weights = AverageUniqueness.Weights(Labels(Array.ConvertAll(bars, bar => (bar, bar + 5))), bars);

        Assert.All(weights[10..^10], weight => Assert.Equal(weights[100], weight, 1e-5));
        Assert.True(weights[0] > 1.5 * weights[100]);
    }

    [Fact]
    public void Bars_without_a_label_and_no_bars_are_refused()
    {
        var labels = Labels((0, 2));

        Assert.Contains(
            "Bar 1", Assert.Throws<ArgumentException>(() => AverageUniqueness.Of(labels, [0, 1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => AverageUniqueness.Of(labels, []));
    }

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) < 1e-12;

    private static LabelSet Labels(params (int Bar, int End)[] spans)
    {
        var count = spans.Max(span => span.End) + 1;
        var (classes, ends) = (new sbyte[count], new int[count]);
        Array.Fill(classes, LabelSet.None);
        Array.Fill(ends, -1);
        foreach (var (bar, end) in spans)
            (classes[bar], ends[bar]) = (0, end);
        return new LabelSet(1, 0, classes, new double[count], ends);
    }
}
