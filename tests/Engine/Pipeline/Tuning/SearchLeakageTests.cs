using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Features;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Execution;
using Huracan.Engine.Pipeline.Ingest;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Tuning;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Splits;
using Huracan.Tests.Engine.Features;
using Huracan.Tests.Engine.Pipeline.Execution;

namespace Huracan.Tests.Engine.Pipeline.Tuning;

[Collection("torch")]
public class SearchLeakageTests
{
    [Fact]
    public void A_label_planted_into_the_test_part_is_seen_by_no_trial_no_fold_and_no_choice()
    {
        var honest = SearchedRun.Done();
        var end = honest.Forecasts("xgboost", StageOutputs.ValidationForecasts).Bars[^1] + 1;
        var leaking = SearchedRun.Done(new LeakingVolume(PipelineRun.Market(), end));

        static bool BeforeTest(string name) =>
            name.Contains("trial", StringComparison.Ordinal) || name.Contains("optuna", StringComparison.Ordinal)
            || name.Contains("extended", StringComparison.Ordinal) || name.Contains("best_config", StringComparison.Ordinal)
                || name.Contains("final_model", StringComparison.Ordinal);
        static Dictionary<string, string?> Seen(PipelineRun run) =>
            run.Hashes(name =>
                BeforeTest(name) && !name.Contains("/stages/", StringComparison.Ordinal)
                    && !name.EndsWith("config.json", StringComparison.Ordinal));
        Assert.True(Seen(honest).Count > 20);
        Assert.Equal(Seen(honest), Seen(leaking));
        Assert.NotEqual(
            honest.Forecasts("xgboost", StageOutputs.TestForecasts).Predictions,
            leaking.Forecasts("xgboost", StageOutputs.TestForecasts).Predictions);
    }

    [Theory]
    [InlineData(2, SearchedParts.TrainAndValidation)]
    [InlineData(3, SearchedParts.TrainAndValidation)]
    [InlineData(5, SearchedParts.TrainAndValidation)]
    [InlineData(3, SearchedParts.Train)]
    public void No_fold_learns_from_a_bar_that_it_tests_or_that_lies_in_the_embargo(int folds, SearchedParts within)
    {
        var (candidate, options) = Candidate();
        options.Search.Within = within;
        var end = within == SearchedParts.Train ? candidate.Parts.Train.End : candidate.Parts.Validation.End;

        var plan = FoldPlan.Of(candidate, options, folds, lookback: 20);

        Assert.Equal(plan.Bars, Enumerable.Range(0, folds).SelectMany(plan.Test)); // each is tested once
        Assert.All(plan.Bars, bar =>
            Assert.InRange(candidate.Labels.Ends[bar], candidate.Parts.Train.Start, end - 1));
        Assert.Equal(end, plan.Range.End);
        Assert.True(plan.Embargo >= candidate.Features.WarmUp + 20);
        for (var fold = 0; fold < folds; fold++)
        {
            var (train, stop) = plan.Train(fold, candidate);
            var tested = Intervals(plan.Test(fold));
            var (first, last) = (tested[0].Start, tested.Max(interval => interval.End));
            foreach (var interval in Intervals([.. train, .. stop]))
            {
                Assert.False(interval.Start <= last && interval.End >= first, $"{interval} lies in the tested [{first}, {last}].");
                Assert.False(
                    interval.Start > last && interval.Start <= last + plan.Embargo, $"{interval} lies in the embargo after {last}.");
            }
            var stopped = Intervals(stop);
            Assert.DoesNotContain(Intervals(train), interval =>
                interval.End >= stopped[0].Start && interval.Start <= stopped.Max(other => other.End));
        }

        BarInterval[] Intervals(int[] bars) => BarInterval.Of(candidate.Labels, bars);
    }

    [Fact]
    public void A_search_within_train_is_another_study_and_sees_nothing_of_validation()
    {
        var (candidate, options) = Candidate();
        var space = candidate.Family.Space!;
        var before = StudyIdentity.Of(candidate, options, space);
        options.Search.Within = SearchedParts.Train;
        Assert.NotEqual(before.Inputs, StudyIdentity.Of(candidate, options, space).Inputs);

        var honest = SearchedRun.New(change: Within);
        var leaking = SearchedRun.New(new LeakingVolume(PipelineRun.Market(), candidate.Parts.Train.End), Within);

        Assert.Equal(Settings(honest), Settings(leaking));

        static void Within(RunOptions options) => (options.Search.Within, options.Search.Trials) = (SearchedParts.Train, 3);

        static string? Settings(PipelineRun run)
        {
            var context = run.Context with { Chain = new ChainOptions { Last = ChainStage.Analyze } };
            Assert.Equal(UnitStatus.Done, new UnitPipeline(context).Run(PipelineRun.Unit, null, CancellationToken.None).Status);
            return run.Folder.Hash($"{SearchedRun.Root}/best_config.json");
        }
    }

    [Fact]
    public void Folds_left_with_too_little_are_refused_with_what_to_do()
    {
        var (candidate, options) = Candidate();
        options.TrainBars = 300;

        var error = Assert.Throws<InputRefusedException>(() => FoldPlan.Of(candidate, options, 5, lookback: 20));

        Assert.Contains("samples to learn from in fold 1 of 5", error.Message, StringComparison.Ordinal);
        Assert.Contains("use fewer folds", error.Message, StringComparison.Ordinal);
    }

    private static (Candidate Candidate, RunOptions Options) Candidate()
    {
        var run = SearchedRun.New();
        var (context, options) = (run.Context, run.Context.Options);
        var data = UnitData.Read(run.Folder, PipelineRun.Unit);
        var input = new FeatureInput(data.Candles, data.Bitcoin);
        var samples = new UnitSamples(options, FeatureExamples.Sets, context.Families);
        var features = new FeatureStage(context).Run(data, input, "wide");
        var candidate = new Candidate(
            data, context.Families["xgboost"], 4, features, UnitSamples.Labels(options, options.Costs, data.Candles, 4),
            samples.Parts(input), options.ModelSettings["xgboost"],
            new(data.Candles, data.Funding, new()), null);
        return (candidate, options);
    }

    /// <summary>From one bar on, the volume tells where the price will be in a few bars.</summary>
    private sealed class LeakingVolume(ICandleSource source, int from) : ICandleSource
    {
        private const int Ahead = 5;

        public string Description => source.Description;

        public string Vendor => source.Vendor;

        public IReadOnlyList<string> Coins => source.Coins;

        public IReadOnlyList<Timeframe> TimeframesOf(string coin) => source.TimeframesOf(coin);

        public FundingSeries? LoadFunding(string coin, CancellationToken cancellationToken) => source.LoadFunding(coin, cancellationToken);

        public RawCandles Load(string coin, Timeframe timeframe, CancellationToken cancellationToken)
        {
            var raw = source.Load(coin, timeframe, cancellationToken);
            var volume = raw.Volume.ToArray();
            for (var bar = from; bar + Ahead < raw.Count; bar++)
                volume[bar] *= Math.Exp(50 * Math.Log(raw.Close[bar + Ahead] / raw.Close[bar]));
            return raw with { Volume = volume };
        }
    }
}
