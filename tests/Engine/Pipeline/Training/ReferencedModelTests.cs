using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Market;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Live;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Quality.Drift;
using Huracan.Tests.Engine.Features;
using Huracan.Tests.Engine.Pipeline.Execution;

namespace Huracan.Tests.Engine.Pipeline.Training;

public class ReferencedModelTests
{
    private const string Candidate = "SIM001USDT/1h/xgboost/h4";
    private const string Final = $"{Candidate}/final_model";

    private static readonly ModelRegistry Families = new();

    private static readonly Lazy<PipelineRun> Trained = new(() => Done(null));

    [Fact]
    public void The_final_model_says_what_it_was_trained_on_and_the_same_run_says_the_same()
    {
        var run = Trained.Value;
        using var model = TrainedModel.Load(run.Folder, Final, Families);

        Assert.Equal(model.Meta.FeatureNames, model.Reference!.Features.Select(feature => feature.Name));
        Assert.InRange(model.Reference.Bars, model.Meta.Samples, model.Meta.Samples + 20); // and the bars purged between
        Assert.NotNull(model.Reference.Shift);
        Assert.False(run.Folder.Exists($"{Candidate}/best_model/reference.json"));
        Assert.Equal(run.Folder.Hash($"{Final}/reference.json"), Done(null).Folder.Hash($"{Final}/reference.json"));
    }

    [Fact]
    public void Candles_like_those_trained_on_are_usual_and_wilder_ones_are_not()
    {
        var run = Trained.Value;
        using var model = TrainedModel.Load(run.Folder, Final, Families);
        var data = UnitData.Read(run.Folder, PipelineRun.Unit);
        var judge = new DriftJudge(FeatureExamples.Sets, run.Context.Options);

        var usual = judge.Judge(model, "v1", data.Candles.Slice(0, data.Candles.Count), data.Bitcoin).Report;
        var wilder = judge.Judge(model, "v1", Wilder(data.Candles, data.Candles.Count - 150, 6), data.Bitcoin).Report;

        Assert.Equal((DriftLevel.Ok, "v1"), (usual.Level, usual.Version));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(data.Candles.EndTime), usual.At);
        Assert.True(usual.Findings.Count >= 3);
        Assert.NotEqual(DriftLevel.Ok, wilder.Level);
        Assert.True(wilder.Findings[0].Value > wilder.Findings[0].Threshold);
        Assert.Equal(wilder.Level, wilder.Findings[0].Level);
        Assert.Contains("are too few", judge.Judge(model, "v1", data.Candles.Slice(0, 10), data.Bitcoin?.Slice(0, 10)).Report.Note,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_saved_without_a_reference_is_not_judged_and_says_so()
    {
        var run = Trained.Value;
        using var model = TrainedModel.Load(run.Folder, Final, Families);
        var old = new TrainedModel(model.Meta, model.Scaler, model.Config with { HasReference = false }, Families.Create(
            model.Meta.Family, new ModelSettings(model.Meta.Family, model.Meta.FeatureNames.Count, model.Config.Settings)));
        using (old)
        {
            var data = UnitData.Read(run.Folder, PipelineRun.Unit);
            var report = new DriftJudge(FeatureExamples.Sets, run.Context.Options).Judge(old, "v0", data.Candles, data.Bitcoin).Report;
            Assert.Empty(report.Findings);
            Assert.Equal(DriftLevel.Ok, report.Level);
            Assert.Contains("without a description of its training data", report.Note, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_reference_that_is_gone_or_impossible_is_refused_by_name()
    {
        var run = Done(null);
        using var model = TrainedModel.Load(run.Folder, Final, Families);
        var good = model.Reference!;
        var first = good.Features[0];
        foreach (var (bad, key) in new (DriftReference, string)[]
        {
            (good with { Features = [.. good.Features.Skip(1)] }, "features"),
            (good with { Features = [first with { Counts = [1] }, .. good.Features.Skip(1)] }, $"features.{first.Name}"),
            (good with { Features = [first with { Scale = -1 }, .. good.Features.Skip(1)] }, $"features.{first.Name}"),
            (good with { Distance = good.Distance! with { Farthest = 0 } }, "distance"),
            (good with { Distance = good.Distance! with { Covariance = new ShrunkCovariance([0], [1]) } }, "distance.covariance"),
            (good with { Shares = good.Shares! with { Usual = [1] } }, "shares"),
            (good with { Shift = good.Shift! with { Means = [double.NaN] } }, "shift"),
            (good with { Direction = new DirectionReference(0, 0, 5, 0.1) }, "direction"),
        })
        {
            var refused = Assert.Throws<InputRefusedException>(() => bad.RefuseDamaged("some/reference.json", model.Meta.FeatureNames));
            Assert.Contains($"some/reference.json, key '{key}'", refused.Message, StringComparison.Ordinal);
        }
        run.Folder.Delete($"{Final}/reference.json");
        Assert.Contains(
            "reference.json", Assert.Throws<InputRefusedException>(() => TrainedModel.Load(run.Folder, Final, Families)).Message,
            StringComparison.Ordinal);
    }

    private static PipelineRun Done(int? trainBars)
    {
        var run = new PipelineRun(PipelineRun.Market(3_600), options =>
        {
            options.Models = ["xgboost"];
            options.TrainBars = trainBars;
        });
        Assert.Equal(UnitStatus.Done, run.Execute().Status);
        return run;
    }

    private static CandleSeries Wilder(CandleSeries candles, int from, double factor)
    {
        double Moved(double price, int bar) => bar < from
            ? price
            : candles.Close[from - 1] * Math.Exp(factor * Math.Log(price / candles.Close[from - 1]));
        double[] Column(Func<int, double> of) => [.. Enumerable.Range(0, candles.Count).Select(bar => Moved(of(bar), bar))];
        return new CandleSeries(
            candles.Coin, candles.Timeframe, [.. candles.OpenTimes], Column(bar => candles.Open[bar]), Column(bar => candles.High[bar]),
            Column(bar => candles.Low[bar]), Column(bar => candles.Close[bar]), [.. candles.Volume]);
    }
}
