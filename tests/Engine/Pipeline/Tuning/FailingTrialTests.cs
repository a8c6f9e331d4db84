using System.Globalization;
using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Models;
using Huracan.Engine.Models.LightGBM;
using Huracan.Engine.Models.XGBoost;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Execution;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Tuning;
using Huracan.Engine.Search.Space;
using Huracan.Engine.Search.Studies;
using Huracan.Engine.Tensors;
using Huracan.Engine.Training;
using Huracan.Tests.Engine.Pipeline.Execution;

namespace Huracan.Tests.Engine.Pipeline.Tuning;

[Collection("torch")]
public class FailingTrialTests
{
    [Fact]
    public void A_failed_trial_has_its_reason_and_the_search_continues()
    {
        var study = Search(
            new SearchRange { Choices = [Fragile.Sound, Fragile.NotANumber, Fragile.OutOfMemory, Fragile.Refused] }, trials: 24);

        Assert.Equal(24, study.Trials.Count);
        foreach (var trial in study.Trials)
        {
            var (state, reason) = trial.Settings["error"] switch
            {
                Fragile.NotANumber => (TrialState.Pruned, "not finite"),
                Fragile.OutOfMemory => (TrialState.Fail, "out of memory"),
                Fragile.Refused => (TrialState.Fail, "refused by the family"),
                _ => (TrialState.Complete, ""),
            };
            Assert.Equal(state, trial.State);
            Assert.Contains(reason, trial.Reason, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(state == TrialState.Complete, trial.Value is not null && trial.Sharpe is not null);
        }
        Assert.Equal(4, study.Trials.Select(trial => trial.Settings["error"]).Distinct().Count());
    }

    [Fact]
    public void A_search_without_a_complete_trial_is_refused_with_the_reason_of_the_first()
    {
        var run = New(new SearchRange { Choices = [Fragile.OutOfMemory] }, trials: 3);

        var result = new UnitPipeline(run).Run(PipelineRun.Unit, null, CancellationToken.None);

        Assert.Equal(UnitStatus.Skipped, result.Status);
        Assert.Contains("none of 3 trials came to an end; the first says: out of memory", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_plug_in_throws_fails_the_trial_alone()
    {
        var study = Search(new SearchRange { Choices = [Fragile.Sound, Fragile.Defect] }, trials: 8);

        Assert.Contains(study.Trials, trial => trial is { State: TrialState.Fail, Reason: "a defect" });
        Assert.Contains(study.Trials, trial => trial.State == TrialState.Complete);
    }

    [Fact]
    public void A_defect_of_the_engine_is_no_trial_of_a_bad_setting()
    {
        var (own, plugin) = (new ModelRegistry()["lightgbm"], new ModelRegistry([typeof(Fragile)])["fragile"]);

        Assert.True(TrialRunner.IsOfTrial(new LightGBMException("too few rows"), own));
        Assert.True(TrialRunner.IsOfTrial(new XGBoostException("too few rows"), own));
        Assert.False(TrialRunner.IsOfTrial(new InvalidOperationException("a defect"), own));
        Assert.True(TrialRunner.IsOfTrial(new InvalidOperationException("a defect"), plugin));
        Assert.False(TrialRunner.IsOfTrial(new OperationCanceledException(), plugin));
    }

    private static StudyResults Search(SearchRange faults, int trials)
    {
        var run = New(faults, trials);
        var result = new UnitPipeline(run).Run(PipelineRun.Unit, null, CancellationToken.None);
        Assert.True(result.Status == UnitStatus.Done, result.Reason);
        return run.Folder.ReadJson<StudyResults>($"{PipelineRun.Unit}/fragile/h4/trial_results.json");
    }

    private static RunContext New(SearchRange faults, int trials)
    {
        var run = SearchedRun.New(change: options =>
        {
            options.Models = ["fragile"];
            options.Search.Trials = trials;
            options.Search.Spaces = new() { ["fragile"] = new() { ["error"] = faults } };
        });
        return run.Context with { Families = new ModelRegistry([typeof(Fragile)]) };
    }

    /// <summary>A model of the classes' frequencies whose training fails as configured.</summary>
    [ModelFamily("fragile", FeatureSet = "wide")]
    internal sealed class Fragile : IModel, ISearchable
    {
        public const double Sound = 0, NotANumber = 1, OutOfMemory = 2, Refused = 3, Defect = 4;

        private readonly double error;
        private float[] shares = [1 / 3f, 1 / 3f, 1 / 3f];

        public Fragile(ModelSettings settings)
        {
            error = settings.Number("error", Sound, 0, 4);
            settings.RefuseUnknown();
        }

        public static SearchSpace Space { get; } = new([new("error", new CategoricalDistribution([Sound]))]);

        public int Lookback => 1;

        public FitResult Fit(Samples train, Samples? validation, FitOptions options, CancellationToken cancellationToken)
        {
            switch (error)
            {
                case NotANumber: throw new NonFiniteLossException(1, 2, "loss");
                case OutOfMemory: throw new TorchOutOfMemoryException("no room");
                case Refused: throw new InputRefusedException("refused by the family");
                case Defect: throw new InvalidOperationException("a defect");
            }
            shares = [.. Enumerable.Range(0, 3).Select(c => train.Classes.Count(other => other == c) / (float)train.Count)];
            return new FitResult(1, 1, [new EpochResult(1, 1, double.NaN, 0, 0)], false, 0);
        }

        public Prediction[] Predict(FeatureTable table, ReadOnlySpan<int> bars) =>
            [.. Enumerable.Repeat(new Prediction(shares[0], shares[1], shares[2], 0), bars.Length)];

        public IReadOnlyDictionary<string, byte[]> Save() =>
            new Dictionary<string, byte[]> { ["shares"] = [.. shares.SelectMany(BitConverter.GetBytes)] };

        public void Load(IReadOnlyDictionary<string, byte[]> files) =>
            shares = [.. Enumerable.Range(0, 3).Select(c => BitConverter.ToSingle(files["shares"], 4 * c))];

        public void Dispose()
        {
        }
    }
}
