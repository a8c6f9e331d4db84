using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine;
using Huracan.Engine.Importance;
using Huracan.Engine.Models;
using Huracan.Engine.Models.LogisticRegression;
using Huracan.Engine.Models.Networks;
using Huracan.Engine.Models.XGBoost;
using Huracan.Tests.Engine.Models;
using Huracan.Tests.Engine.Models.Networks;
using Huracan.Tests.Engine.Models.Onnx;

namespace Huracan.Tests.Engine.Importance;

[Collection("torch")]
public class ModelImportanceTests
{
    private static readonly string[] Names = ["planted", "one", "two", "three"];
    private static readonly int[][] Alone = [[0], [1], [2], [3]];

    [Theory]
    [InlineData("linear")]
    [InlineData("xgboost")]
    [InlineData("gru")]
    public void A_planted_feature_is_first_and_told_from_noise_and_no_other_is(string family)
    {
        using var model = Create(family);
        model.Fit(MadeUp.Samples(600, 1), MadeUp.Samples(200, 2), Options, default);

        var report = Measure(model, MadeUp.Samples(400, 3), [[0], [1, 2], [3]]);

        Assert.Equal("planted", report.Features[0].Feature);
        Assert.Equal("planted", report.Groups[0].Name);
        Assert.Equal(["planted"], report.Features.Where(feature => feature.Increase.IsTold).Select(feature => feature.Feature));
        Assert.True(report.Features[0].Increase.Low > 0.1);
        Assert.Equal(report.Features[0].Increase with { AdjustedPValue = 0 }, report.Groups[0].Increase with { AdjustedPValue = 0 });
        Assert.Equal("one + 1", report.Groups.Single(group => group.Features.Count == 2).Name);
        Assert.Contains("1 feature (planted); 1 group (planted)", report.Verdict, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("linear")]
    [InlineData("xgboost")]
    public void On_noise_few_are_marked_before_the_correction_and_hardly_any_after(string family)
    {
        var found = new List<LossIncrease>();
        for (ulong seed = 0; seed < 12; seed++)
        {
            using var model = Create(family);
            // Not stopped early on what is measured: a model chosen on validation fits its noise a little.
            model.Fit(MadeUp.Samples(300, 100 + seed, permuted: true), null, Options with { Seed = seed, ExactRounds = 8 }, default);
            found.AddRange(Measure(model, MadeUp.Samples(400, 200 + seed, permuted: true), Alone, seed).Features
                .Select(feature => feature.Increase).Where(rise => rise.StandardError > 0));
        }
        Assert.InRange(found.Count, 24, 48);
        Assert.InRange(found.Count(rise => rise.PValue <= 0.05), 0, 0.17 * found.Count); // 5 % of 48, and three deviations
        Assert.InRange(found.Count(rise => rise.IsTold), 0, 2); // each of 12 models errs with 5 %
    }

    [Fact]
    public void The_rise_is_the_mean_over_all_distances()
    {
        const int lookback = 3, reach = 2;
        var samples = MadeUp.Samples(80, 5);
        using var model = new KnownModel(lookback, (table, bar) => 2 * table.Row(bar)[0] + table.Row(bar - 2)[0] - 0.5 * table.Row(bar)[1]);
        var blocks = MeasuredBlocks.Of(samples, lookback, reach, samples.Count);

        var measured = new PermutationImportance(model, blocks).Of([0], 600, new SeededRandom(1), default);

        var all = 0.0;
        var ring = samples.Count + lookback - 1;
        var distances = Enumerable.Range(lookback + reach, ring - 2 * (lookback + reach) + 1).ToArray();
        foreach (var distance in distances)
        {
            var moved = new FeatureTable(samples.Table.Values.ToArray(), samples.Table.Features);
            var start = samples.Bars[0] - lookback + 1;
            for (var row = 0; row < ring; row++)
                moved.Values[(start + row) * moved.Features] = samples.Table.Row(start + (row + distance) % ring)[0];
            all += (Loss(model, samples with { Table = moved }) - Loss(model, samples)) / distances.Length;
        }
        Assert.Equal(all, measured.Mean, 0.02 * all);
        Assert.InRange(all, 0.1, 10);
    }

    [Fact]
    public void What_no_forecast_depends_on_is_not_tested_and_a_feature_draws_the_same_whatever_others_there_are()
    {
        var (train, validation) = (MadeUp.Samples(300, 1), MadeUp.Samples(300, 2));
        using var model = new LinearModel(MadeUp.Settings("linear", ("rounds", 2), ("least_penalty", 0.5), ("l1_ratio", 1)));
        model.Fit(train, null, Options, default);
        Assert.Equal([1, 2, 3], model.Unread().Order());

        var report = Measure(model, validation, Alone);
        Assert.All(report.Features.Skip(1), feature => Assert.Equal(LossIncrease.None, feature.Increase));
        Assert.Equal(report.Features[0].Increase.PValue, report.Features[0].Increase.AdjustedPValue); // one test
        Assert.Contains("No forecast depends on 3 others", report.Verdict, StringComparison.Ordinal);

        using var known = new KnownModel(1, (table, bar) => table.Row(bar)[0] + table.Row(bar)[1]);
        Assert.Equal(
            Of(Measure(known, validation, Alone), "one").Mean, Of(Measure(known, validation, [[0, 1], [2, 3]]), "one").Mean);

        static LossIncrease Of(ImportanceReport report, string name) =>
            report.Features.Single(feature => feature.Feature == name).Increase;
    }

    [Theory]
    [InlineData(1e9, 400, 5)]
    [InlineData(4 * 400 * 2.5, 400, 2)]
    [InlineData(4 * 250, 250, 1)]
    [InlineData(1, 100, 1)]
    public void Where_work_is_limited_there_are_fewer_repeats_then_fewer_bars(double forecasts, int bars, int repeats)
    {
        using var known = new KnownModel(1, (table, bar) => table.Row(bar)[0]);
        var report = new ModelImportance(Names, Alone, MadeUp.Samples(400, 1), forecasts, 5, new(), 1).Of(
            known, "known", 4, new long[500], default);
        Assert.Equal((bars, repeats), (report.Bars, report.Repeats));
        Assert.Equal(400, report.ValidationBars);
    }

    [Theory]
    [InlineData(100, 5_000, "Validation is too short", "120 bars with an outcome are needed, and validation has 100.")]
    [InlineData(400, 100, "Too few bars were measured", "Measured on 100 of the 400 bars of validation, as importance.max_bars has it.")]
    public void Too_few_outcomes_give_no_error_and_the_verdict_says_why(int validation, int most, string first, string last)
    {
        using var known = new KnownModel(1, (table, bar) => table.Row(bar)[0]);
        var report = new ModelImportance(Names, Alone, MadeUp.Samples(validation, 1), 1, 30, new() { MaxBars = most }, 1).Of(
            known, "known", 29, new long[500], default);
        Assert.True(double.IsNaN(report.Features[0].Increase.StandardError));
        Assert.DoesNotContain(report.Features, feature => feature.Increase.IsTold);
        Assert.StartsWith(first, report.Verdict, StringComparison.Ordinal);
        Assert.EndsWith(last, report.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Little_work_leaves_the_bars_that_an_error_needs_and_the_verdict_names_the_limit()
    {
        using var known = new KnownModel(1, (table, bar) => table.Row(bar)[0]);
        var report = new ModelImportance(Names, Alone, MadeUp.Samples(400, 1), 1, 60, new(), 1).Of(
            known, "known", 59, new long[500], default);
        Assert.Equal((240, 4), (report.Bars, report.Blocks));
        Assert.True(report.Features[0].Increase.StandardError > 0);
        Assert.EndsWith(
            "Measured on 240 of the 400 bars of validation, as importance.forecasts_per_pass has it.", report.Verdict,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_harms_is_told_apart_from_what_helps()
    {
        using var right = new KnownModel(1, (table, bar) => 3 * table.Row(bar)[0]);
        using var wrong = new KnownModel(1, (table, bar) => -3 * table.Row(bar)[0]);
        var (helped, harmed) = (Measure(right, MadeUp.Samples(400, 3), Alone), Measure(wrong, MadeUp.Samples(400, 3), Alone));
        Assert.Contains("forecasts worse: 1 feature (planted); 1 group (planted).", helped.Verdict, StringComparison.Ordinal);
        Assert.DoesNotContain("better", helped.Verdict, StringComparison.Ordinal);
        Assert.Contains("forecasts better: 1 feature (planted); 1 group (planted).", harmed.Verdict, StringComparison.Ordinal);
        Assert.DoesNotContain("worse", harmed.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_that_finds_its_column_by_name_is_measured()
    {
        using var model = Graphs.Model(Graphs.Quantiles);
        string[] names = ["ret1", "one", "two", "three"];
        model.Fit(Named(MadeUp.Samples(300, 1)), null, Options, default);

        var report = new ModelImportance(names, Alone, Named(MadeUp.Samples(300, 2)), 1e9, 5, new() { Repeats = 1 }, 1).Of(
            model, "onnx", 4, new long[400], default);

        Assert.Equal(["ret1"], report.Features.Where(feature => feature.Increase.StandardError > 0).Select(feature => feature.Feature));
        Assert.Equal(300, report.Bars);

        Samples Named(Samples samples) => samples with
        {
            Table = samples.Table with { Columns = [.. names.Select(name => new ScaledColumn(name, 0, 0.01))] },
        };
    }

    [Fact]
    public void A_familys_own_figures_must_be_one_of_each_feature()
    {
        using var faulty = new FaultyModel();
        var refused = Assert.Throws<InputRefusedException>(() => Measure(faulty, MadeUp.Samples(200, 1), Alone));
        Assert.Contains("known: the figure 'half'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("4 finite numbers", refused.Message, StringComparison.Ordinal);
    }

    private static FitOptions Options { get; } = new() { Epochs = 12, Patience = 12, BatchSize = 32, Seed = 5 };

    private static IModel Create(string family) => family switch
    {
        "linear" => new LinearModel(MadeUp.Settings(family, ("rounds", 12))),
        "xgboost" => new XGBoostModel(MadeUp.Settings(family, ("rounds", 25), ("learning_rate", 0.2))),
        _ => new GruModel(SequenceNetworkTests.Small(family, ("hidden_size", 8))),
    };

    private static ImportanceReport Measure(IModel model, Samples validation, int[][] groups, ulong seed = 1) =>
        new ModelImportance(Names, groups, validation, 1e9, 5, new ImportanceOptions { Repeats = 3 }, seed).Of(
            model, "known", 4, new long[validation.Table.Rows], default);

    private static double Loss(IModel model, Samples samples) => MadeUp.Loss(samples, model.Predict(samples.Table, samples.Bars));

    private sealed class FaultyModel : IModel, IExplained
    {
        private readonly KnownModel known = new(1, (table, bar) => table.Row(bar)[0]);

        public int Lookback => 1;

        public IReadOnlyList<FeatureMeasure> Explain(FeatureTable table, ReadOnlySpan<int> bars) => [new("half", "", [1, 2])];

        public Prediction[] Predict(FeatureTable table, ReadOnlySpan<int> bars) => known.Predict(table, bars);

        public FitResult Fit(Samples train, Samples? validation, FitOptions options, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public IReadOnlyDictionary<string, byte[]> Save() => throw new NotSupportedException();

        public void Load(IReadOnlyDictionary<string, byte[]> files) => throw new NotSupportedException();

        public void Dispose() => known.Dispose();
    }
}
