using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Engine.Labels;
using Huracan.Engine.Splits;
using Huracan.Tests.Engine.Market;

namespace Huracan.Tests.Engine.Splits;

public class FourPartsTests
{
    private static PartFractions Shares(double train, double validation, double test, double shadow) =>
        new() { Train = train, Validation = validation, Test = test, Shadow = shadow };

    [Fact]
    public void Parts_touch_and_have_their_shares()
    {
        Assert.Equal(new FourParts(new(0, 1_200), new(1_200, 1_500), new(1_500, 1_800), new(1_800, 2_000)), FourParts.Split(2_000));
        Assert.Equal(
            new FourParts(new(50, 55), new(55, 57), new(57, 58), new(58, 60)),
            FourParts.Split(new BarRange(50, 60), Shares(0.5, 0.2, 0.1, 0.2)));
        for (var count = 20; count < 400; count++)
        {
            var parts = FourParts.Split(count);
            Assert.Equal(count, parts.Train.Length + parts.Validation.Length + parts.Test.Length + parts.Shadow.Length);
            Assert.InRange(parts.Train.Length - 0.6 * count, -1, 1e-3);
        }
    }

    [Fact]
    public void Wrong_fractions_and_too_few_bars_are_refused()
    {
        Assert.Throws<InputRefusedException>(() => FourParts.Split(100, Shares(0.7, 0.15, 0.15, 0.1)));
        Assert.Throws<InputRefusedException>(() => FourParts.Split(100, Shares(0.75, 0.15, 0.1, 0)));
        Assert.Throws<InputRefusedException>(() => FourParts.Split(5));
    }

    [Fact]
    public void No_two_parts_share_a_bar_of_any_label_and_no_sample_is_dropped_without_need()
    {
        var random = new SeededRandom(4);
        for (var round = 0; round < 200; round++)
        {
            var series = RandomCandles.Series(200 + random.NextInt(400), (ulong)round, markedShare: 0.02);
            var options = new LabelOptions { Horizon = 1 + random.NextInt(25), Latency = random.NextInt(4) };
            var labels = new ForwardReturnLabeler(options).Label(series);
            var parts = FourParts.Split(series.Count);
            var first = random.NextInt(60);
            var owner = new int[series.Count];
            var ranges = new[] { parts.Train, parts.Validation, parts.Test, parts.Shadow };
            for (var p = 0; p < 4; p++)
            {
                var bars = parts.SamplesOf(ranges[p], labels, first);
                foreach (var t in bars)
                {
                    for (var i = t; i <= labels.Ends[t]; i++)
                    {
                        Assert.True(owner[i] == 0 || owner[i] == p + 1);
                        owner[i] = p + 1;
                    }
                }
                Assert.Equal(
                    Enumerable.Range(ranges[p].Start, ranges[p].Length).Where(t =>
                        t >= first && labels.Has(t) && labels.Ends[t] < ranges[p].End),
                    bars);
            }
        }
    }

    [Fact]
    public void Train_and_validation_together_keep_what_straddles_their_boundary_but_not_that_of_test()
    {
        var labels = new ForwardReturnLabeler(new() { Horizon = 10 }).Label(RandomCandles.Series(1_000));
        var parts = FourParts.Split(1_000);
        Assert.Equal(Enumerable.Range(0, 750 - 11), parts.SamplesOf(parts.TrainAndValidation, labels));
        Assert.Equal(Enumerable.Range(0, 600 - 11), parts.SamplesOf(parts.Train, labels));
        Assert.Equal(Enumerable.Range(600, 150 - 11), parts.SamplesOf(parts.Validation, labels));
    }

    [Fact]
    public void The_embargo_leaves_out_the_start_of_every_part_but_the_first()
    {
        var labels = new ForwardReturnLabeler(new() { Horizon = 1 }).Label(RandomCandles.Series(1_000));
        var parts = FourParts.Split(1_000);
        Assert.Equal(0, parts.SamplesOf(parts.Train, labels, embargo: 40)[0]);
        Assert.Equal(640, parts.SamplesOf(parts.Validation, labels, embargo: 40)[0]);
        Assert.Equal(790, parts.SamplesOf(parts.Test, labels, embargo: 40)[0]);
        Assert.Empty(parts.SamplesOf(parts.Shadow, labels, embargo: int.MaxValue));
        Assert.Equal(70, parts.SamplesOf(parts.TrainAndValidation, labels, firstUsableBar: 70, embargo: 40)[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => parts.SamplesOf(new(900, 1_001), labels));
    }

    [Fact]
    public void Intervals_are_those_of_the_labels()
    {
        var labels = new ForwardReturnLabeler(new() { Horizon = 5, Latency = 2 }).Label(RandomCandles.Series(50));
        Assert.Equal([new(3, 11), new(9, 17)], BarInterval.Of(labels, [3, 9]));
        Assert.Throws<ArgumentException>(() => BarInterval.Of(labels, [49]));
    }
}
