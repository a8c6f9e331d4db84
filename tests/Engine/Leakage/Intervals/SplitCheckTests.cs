using Huracan.Engine;
using Huracan.Engine.Labels;
using Huracan.Engine.Leakage;
using Huracan.Engine.Leakage.Intervals;
using Huracan.Engine.Splits;
using Huracan.Tests.Engine.Splits;

namespace Huracan.Tests.Engine.Leakage.Intervals;

public class SplitCheckTests
{
    private const int Cases = 10_000;

    [Fact]
    public void No_splitter_lets_train_and_test_meet_in_10000_random_sets_of_intervals()
    {
        var random = new SeededRandom(5);
        var checkedSplits = 0;
        for (var round = 0; round < Cases; round++)
        {
            var samples = RandomIntervals.Make(random, 10);
            var embargo = random.NextInt(15);
            var plans = Plans(samples, embargo).Concat(FourParts(random)).ToList();
            checkedSplits += plans.Count;
            Assert.True(SplitCheck.Purge(plans).IsClean);
            Assert.True(SplitCheck.Embargo(plans).IsClean);
        }
        Assert.True(checkedSplits > 10 * Cases);
    }

    [Fact]
    public void It_says_what_comparing_every_pair_says()
    {
        var random = new SeededRandom(6);
        var (leaks, clean) = (0, 0);
        for (var round = 0; round < Cases; round++)
        {
            // Half of the samples train and half test, without any purge: often clean where they are few and short.
            var samples = RandomIntervals.Make(random, 2).Take(2 + random.NextInt(8)).ToArray();
            var tests = Array.ConvertAll(samples, _ => random.NextInt(4) == 0);
            BarInterval[] train = [.. samples.Where((_, i) => !tests[i])];
            BarInterval[] test = [.. samples.Where((_, i) => tests[i])];
            var (embargo, gap) = (random.NextInt(4), random.NextInt(4));
            var plan = new SplitPlan("pairs", train, test, embargo, gap);
            var meets = train.Any(a => test.Any(b => a.Start <= b.End && b.Start <= a.End));
            var embargoed = train.Any(a => test.Any(b => (b.End < a.Start && a.Start <= b.End + embargo)
                || (b.Start > a.End && b.Start <= a.End + gap)));
            Assert.Equal(meets, !SplitCheck.Purge([plan]).IsClean);
            Assert.Equal(embargoed, !SplitCheck.Embargo([plan]).IsClean);
            _ = meets || embargoed ? leaks++ : clean++;
        }
        Assert.True(leaks > 1_000 && clean > 1_000, $"{leaks} {clean}");
    }

    [Fact]
    public void A_finding_names_split_bar_and_measure()
    {
        var plan = new SplitPlan("mine", [new(0, 3), new(8, 12), new(22, 23)], [new(10, 20)], 5);
        var meeting = Assert.Single(SplitCheck.Purge([plan]).Findings);
        Assert.Equal(("mine", 8, 5.0), (meeting.Subject, meeting.Bar, meeting.Measured));
        var embargoed = Assert.Single(SplitCheck.Embargo([plan]).Findings);
        Assert.Equal(("mine", 22, 4.0), (embargoed.Subject, embargoed.Bar, embargoed.Measured));
    }

    // The four parts are cut from the labels of every bar; a third of the bars has none.
    private static IEnumerable<SplitPlan> FourParts(SeededRandom random)
    {
        var (bars, longest) = (40 + random.NextInt(60), 1 + random.NextInt(12));
        int[] ends = [
            .. Enumerable.Range(0, bars).Select(t => random.NextInt(3) == 0 ? -1 : Math.Min(bars - 1, t + random.NextInt(longest))),
        ];
        var labels = new LabelSet(longest, 0, Array.ConvertAll(ends, end => end < 0 ? LabelSet.None : (sbyte)0), new double[bars], ends);
        var parts = Huracan.Engine.Splits.FourParts.Split(bars);
        BarInterval[] Samples(BarRange part) => BarInterval.Of(labels, parts.SamplesOf(part, labels));
        yield return new SplitPlan("train, validation", Samples(parts.Train), Samples(parts.Validation), 0);
        yield return new SplitPlan("train and validation, test", Samples(parts.TrainAndValidation), Samples(parts.Test), 0);
        yield return new SplitPlan("test, shadow", Samples(parts.Test), Samples(parts.Shadow), 0);
    }

    private static IEnumerable<SplitPlan> Plans(BarInterval[] samples, int embargo)
    {
        SplitPlan Plan(Fold fold, int gap = 0) => SplitPlan.Of("fold", samples, fold, embargo, gap);
        return new PurgedKFold(4, embargo).Split(samples).Select(fold => Plan(fold))
            .Concat(new PurgedWalkForward(3, embargo).Split(samples).Select(fold => Plan(fold, embargo)))
            .Concat(new CombinatorialPurged(5, 2, embargo).Split(samples).Select(fold => Plan(fold)));
    }
}
