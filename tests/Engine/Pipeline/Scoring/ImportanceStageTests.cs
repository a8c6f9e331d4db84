using System.Text;
using Huracan.Contracts.Reports;
using Huracan.Engine.Importance;
using Huracan.Engine.Models;
using Huracan.Engine.Models.LogisticRegression;
using Huracan.Engine.Pipeline.Execution;
using Huracan.Engine.Pipeline.Scoring;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Tests.Engine.Pipeline.Execution;

namespace Huracan.Tests.Engine.Pipeline.Scoring;

[Collection("torch")]
public class ImportanceStageTests
{
    [Fact]
    public void The_chosen_candidates_features_are_measured_on_validation_shown_and_not_measured_again()
    {
        var run = Run(new());
        var result = run.Execute();
        var root = RunOutputs.Candidate(PipelineRun.Unit, result.Family!, result.Horizon!.Value);
        var report = run.Folder.ReadJson<ImportanceReport>($"{root}/{StageOutputs.Importance}");
        var validation = run.Report.Candidates.Single(one => one.Family == result.Family).Validation;

        Assert.Equal((result.Family, result.Horizon), (report.Family, report.Horizon));
        Assert.Equal(report.Features.Count, report.Groups.Sum(group => group.Features.Count));
        Assert.Equal(report.Features.OrderByDescending(feature => feature.Increase.Mean), report.Features);
        Assert.True(report.To < run.Report.Candidates[0].Trading.From, "The test part is not read.");
        Assert.True(validation.Classification.LogLoss > 0);
        Assert.InRange(report.LogLoss, 0.5 * validation.Classification.LogLoss, 2 * validation.Classification.LogLoss);
        Assert.Contains(
            "moved in time", Encoding.UTF8.GetString(run.Folder.Read(RunOutputs.UnitPage(PipelineRun.Unit))), StringComparison.Ordinal);
        Assert.Single(run.Folder.Names, IsImportance);
        var record = $"{root}/{StageOutputs.Records}/{ImportanceStage.Name}.json";
        Assert.True(StageOutputs.IsFrom($"{StageOutputs.Records}/{ImportanceStage.Name}.json", ChainStage.Final));

        var (before, specification) = (run.Folder.Hash(record), RunSpecification.Of(run.Context));
        run.Execute();
        Assert.Equal(before, run.Folder.Hash(record));
        run.Context.Options.Importance = new() { Of = ImportanceScope.None };
        Assert.Equal(specification, RunSpecification.Of(run.Context));
    }

    [Fact]
    public void All_candidates_or_none_are_measured_where_the_run_asks_for_it()
    {
        var run = Run(new() { Of = ImportanceScope.None });
        run.Execute();
        Assert.DoesNotContain(run.Folder.Names, IsImportance);

        run.Context.Options.Importance = new() { Of = ImportanceScope.All };
        run.Execute();
        Assert.Equal(2, run.Folder.Names.Count(IsImportance));
    }

    [Fact]
    public void A_family_whose_figures_fail_costs_the_importance_and_not_the_unit()
    {
        var run = new PipelineRun(PipelineRun.Market(), options => options.Models = [FaultyModel.Family]);
        var seen = new List<StageEvent>();
        var families = new ModelRegistry([.. typeof(ModelRegistry).Assembly.GetTypes(), typeof(FaultyModel)]);
        var pipeline = new UnitPipeline(run.Context with { Families = families });

        var result = pipeline.Run(PipelineRun.Unit, new Seen(seen), CancellationToken.None);

        Assert.Equal((UnitStatus.Done, FaultyModel.Family), (result.Status, result.Family));
        Assert.NotNull(result.Score);
        Assert.DoesNotContain(run.Folder.Names, IsImportance);
        Assert.DoesNotContain(run.Folder.Names, name => name.EndsWith($"/{ImportanceStage.Name}.json", StringComparison.Ordinal));
        Assert.Equal("no figures", Assert.Single(seen, step => step.Progress == StageProgress.Failed).Failure);
    }

    private static bool IsImportance(string name) => name.EndsWith($"/h4/{StageOutputs.Importance}", StringComparison.Ordinal);

    private static PipelineRun Run(ImportanceOptions importance) => new(PipelineRun.Market(), options => options.Importance = importance);

    private sealed class Seen(List<StageEvent> events) : IProgress<StageEvent>
    {
        public void Report(StageEvent value) => events.Add(value);
    }

    [ModelFamily(Family, FeatureSet = "wide")]
    private sealed class FaultyModel(ModelSettings settings) : IModel, IExplained
    {
        public const string Family = "faulty";

        private readonly LinearModel linear = new(
            new ModelSettings(Family, settings.Features, new Dictionary<string, double> { ["rounds"] = 2 }));

        public int Lookback => linear.Lookback;

        public IReadOnlyList<FeatureMeasure> Explain(FeatureTable table, ReadOnlySpan<int> bars) =>
            throw new InvalidOperationException("no figures");

        public FitResult Fit(Samples train, Samples? validation, FitOptions options, CancellationToken cancellationToken) =>
            linear.Fit(train, validation, options, cancellationToken);

        public Prediction[] Predict(FeatureTable table, ReadOnlySpan<int> bars) => linear.Predict(table, bars);

        public IReadOnlyDictionary<string, byte[]> Save() => linear.Save();

        public void Load(IReadOnlyDictionary<string, byte[]> files) => linear.Load(files);

        public void Dispose() => linear.Dispose();
    }
}
