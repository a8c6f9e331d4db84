using Huracan.Engine.Features;
using Huracan.Engine.Leakage;
using Huracan.Engine.Leakage.Audits;
using Huracan.Engine.Leakage.Units;
using Huracan.Engine.Market;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Tests.Engine.Features;
using Huracan.Tests.Engine.Pipeline.Execution;
using Huracan.Tests.Engine.Pipeline.Stages;

namespace Huracan.Tests.Engine.Leakage.Units;

[Collection("torch")]
public class UnitLeakSubjectTests
{
    private static readonly LeakMarket Market = LeakMarkets.Make(31, 2_600, new PlantedSignal { Probability = 0.05, NetSharpe = 10 });

    [Theory]
    [InlineData("xgboost", false)]
    [InlineData("xgboost", true)]
    [InlineData("cnn-lstm", false)]
    [InlineData("cnn-lstm", true)]
    public void Our_own_pipeline_has_no_leak(string family, bool onRegimes)
    {
        var subject = Subject(family, onRegimes: onRegimes);
        var report = new LeakAudit(new LeakOptions { Cuts = 6 }).Run(subject, Market, CancellationToken.None);
        Assert.True(report.IsClean, string.Join(Environment.NewLine, report.Findings));
        Assert.Equal(Enum.GetValues<LeakCheckKind>(), report.Results.Select(result => result.Check));
        // A network of one epoch is never sure enough to trade.
        Assert.All(report.Results, result =>
            Assert.True(result.Subjects > 0 || (result.Check == LeakCheckKind.Fills && family == "cnn-lstm")));
    }

    [Fact]
    public void What_is_fitted_rests_on_the_candles_and_the_canary_it_may_know()
    {
        var subject = Subject("xgboost");
        var states = subject.Fit!(Market);
        var changed = subject.Fit(Market.WithFuture(1_200, FutureChange.Scaled, new Huracan.Engine.SeededRandom(1)));
        Assert.Equal(states.Select(state => state.Name), changed.Select(state => state.Name));
        string[] learnt = [
            "best_model/model.ubj", "best_model/scaler.json", "final_model/model.ubj", "final_model/calibration.json",
            "final_model/reference.json", "regimes",
        ];
        Assert.Subset(states.Select(state => state.Name).ToHashSet(), learnt.ToHashSet());
        foreach (var name in learnt)
            Assert.NotEqual(states.Single(state => state.Name == name).Values, changed.Single(state => state.Name == name).Values);
        Assert.NotEqual(
            states.Single(state => state.Name == "best_model/scaler.json").Values,
            subject.Fit(Market.WithTellingCanary(1_200, 4)).Single(state => state.Name == "best_model/scaler.json").Values);
    }

    [Fact]
    public void A_feature_kind_that_peeks_is_named_and_nothing_else_is()
    {
        var features = FeatureExamples.Parse(FeatureExamples.ConfigText);
        features.Features.Add("peek", new() { ["kind"] = "test_peek" });
        features.Sets["sequence"].Add("peek");
        var sets = features.Build(new FeatureCatalog(typeof(FeatureCatalog).Assembly, typeof(Peek).Assembly));

        var subject = Subject("xgboost", sets) with { Fit = null, Forecasts = null, Fills = null };
        LeakFinding[] findings = [.. new LeakAudit(new LeakOptions { Cuts = 6 }).Run(subject, Market, CancellationToken.None).Findings];

        Assert.All(findings, finding => Assert.Equal("peek", finding.Subject));
        Assert.Subset(
            findings.Select(finding => finding.Check).ToHashSet(),
            new HashSet<LeakCheckKind> { LeakCheckKind.Truncation, LeakCheckKind.ChangedFuture, LeakCheckKind.FutureCopy });
    }

    /// <summary>The return of the next bar.</summary>
    [FeatureKind("test_peek")]
    public sealed class Peek : IFeature
    {
        public int WarmUp => 0;

        public void Compute(FeatureInput input, Span<double> destination)
        {
            var close = input.Candles.Close;
            for (var t = 0; t < close.Length; t++)
                destination[t] = Math.Log(close[Math.Min(t + 1, close.Length - 1)] / close[t]);
        }
    }

    private static LeakSubject Subject(string family, FeatureSets? sets = null, bool onRegimes = false)
    {
        var options = PipelineRun.Options();
        (options.Models, options.TrainOnRegimes) = ([family], onRegimes);
        return new UnitLeakSubject(options, sets ?? FeatureExamples.Sets, new ModelRegistry(), () => new MemoryRunFolder())
            .Of(Market, CancellationToken.None);
    }
}
