using Huracan.Contracts;
using Huracan.Engine.Features;
using Huracan.Engine.Labels;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Storage.Bundles;
using Huracan.Storage.Configuration;
using Huracan.Storage.Runs;
using Huracan.Tests.Champions;

namespace Huracan.Tests.Storage.Runs;

public sealed class BroughtModelsTests : IDisposable
{
    private const string Gru = """
        file: gru.onnx
        mode: fitted_head
        input: {name: window, shape: [batch, 6, 4], columns: [ret1, body, rsi14, vol_ratio]}
        output: {name: logits, kind: classes, order: [up, flat, down]}
        """;

    private const string Quantiles = """
        file: quantiles.onnx
        input: {name: context, shape: [batch, 8], kind: log_price, columns: [ret1]}
        output:
          name: forecast
          kind: quantiles
          axes: [batch, steps, levels]
          quantile_levels: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
          first_level: 1
          step: 4
        """;

    private readonly TemporaryFolder folder = new();

    public BroughtModelsTests()
    {
        foreach (var name in new[] { "gru.onnx", "quantiles.onnx" })
            File.Copy(Repository.Golden("models", "onnx", name), folder[name]);
    }

    private static FeatureSets Features
    {
        get
        {
            var file = Path.Combine(Repository.Root, "config", "features.yaml");
            return YamlFile.Load<FeatureConfig>(file).Build(FeatureCatalog.Default, file);
        }
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_run_trains_a_brought_graph_from_its_own_copy_and_ships_it_in_the_bundle()
    {
        var path = folder.Write("mine.yaml", Gru);
        Dictionary<string, double> settings = new() { ["rounds"] = 3 };
        BroughtModels.Complete(Options(path), settings, RunFiles.Families, Features);
        Assert.Equal(6, settings["lookback"]);
        var brought = BroughtModels.Read(Options(path));
        BroughtModels.Write(folder[GenuineRun.Id], brought);
        Array.ForEach([path, folder["gru.onnx"]], File.Delete);

        var (context, result) = GenuineRun.Make(folder[GenuineRun.Id], "onnx", options =>
        {
            options.ModelFiles["onnx"] = path;
            options.ModelSettings["onnx"] = settings;
            options.WalkForward = WalkForwardMode.Refit;
            options.TestFolds = 2;
        });
        var source = BundleSource.OfRun(context.Folder, GenuineRun.Unit, new BundleRequest(GenuineRun.Id));
        var bundle = Bundle.Open(BundleWriter.Write(folder["champions"], source, signer: null), BundleTrust.Anyone);
        using var model = BundleModel.Load(bundle, RunFiles.Families);
        using var own = TrainedModel.Load(context.Folder, $"{GenuineRun.Unit}/onnx/h4/final_model", RunFiles.Families);

        Assert.Equal("onnx", result.Family);
        Assert.Equal(brought["onnx"].Hash, context.ModelFiles["onnx"].Hash);
        Assert.Equal(brought["onnx"].Content["model.onnx"], source.Files["model.onnx"]);
        Assert.Equal(6, model.Model.Lookback);
        var rows = Enumerable.Range(0, 6).Select(bar => own.Meta.FeatureNames.Select((_, i) => 0.01 * (i - bar)).ToArray()).ToArray();
        Assert.Equal(own.PredictLast(rows), model.Model.PredictLast(rows));
        Assert.Empty(new BundleReplay(bundle, new SimulatedMarket(GenuineRun.Market)).Differences(default)); // refits the head, too
    }

    [Theory]
    [InlineData(Gru, "file: gru.onnx", "file: none.onnx", "'file'", "none.onnx")]
    [InlineData(Gru, "file: gru.onnx", "file: mine.yaml", "mine.yaml", "no ONNX model")]
    [InlineData(Gru, "window", "bars", "'input.name'", "the graph's inputs are window")]
    [InlineData(Gru, "body", "bodi", "'input.columns' has 'bodi'", "ret1, ret3")]
    [InlineData(Gru, ", columns: [ret1, body, rsi14, vol_ratio]", "", "4 features, and there are 15", "'input.columns'")]
    [InlineData(Gru, "kind: classes", "kind: class", "'output.kind' is 'class'", "classes, quantiles, embedding")]
    [InlineData(Gru, "  name", "  name", "model_settings.onnx.lookback is 9", "windows of 6 bars", 9)]
    [InlineData(Quantiles, "step: 4", "step: 3", "'output.step' is 3", "labels of 4 bars")]
    [InlineData(Quantiles, "[ret1]", "[ret3]", "'input.columns' has 'ret3'", "log_return with period 1")]
    [InlineData(Quantiles, "0.2, 0.3", "0.3, 0.2", "'output.quantile_levels' is [0.1, 0.3, 0.2", "ascending")]
    public void What_does_not_fit_is_refused_when_the_run_is_made(
        string description, string from, string to, string first, string second, int? lookback = null)
    {
        var path = folder.Write("mine.yaml", description.Replace(from, to, StringComparison.Ordinal));
        Dictionary<string, double> settings = lookback is { } bars ? new() { ["lookback"] = bars } : [];

        var message = Assert.Throws<InputRefusedException>(
            () => BroughtModels.Complete(Options(path), settings, RunFiles.Families, Features)).Message;

        Assert.Contains("mine.yaml", message, StringComparison.Ordinal);
        Assert.Contains(first, message, StringComparison.Ordinal);
        Assert.Contains(second, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Quantiles_are_refused_as_they_are_where_labels_do_not_follow_from_the_return_alone()
    {
        var options = Options(folder.Write("mine.yaml", Quantiles));
        options.Labels = LabelKind.TripleBarrier;

        var message = Assert.Throws<InputRefusedException>(
            () => BroughtModels.Complete(options, [], RunFiles.Families, Features)).Message;

        Assert.Contains("mine.yaml: 'mode' is zero_shot", message, StringComparison.Ordinal);
        Assert.Contains("labels is triple_barrier", message, StringComparison.Ordinal);
        options.ModelFiles["onnx"] = folder.Write("fitted.yaml", $"mode: fitted_head\n{Quantiles}");
        BroughtModels.Complete(options, [], RunFiles.Families, Features);
    }

    [Fact]
    public void What_learns_nothing_is_refused_where_it_is_asked_which_sides_pay()
    {
        var options = Options(folder.Write("mine.yaml", Quantiles));
        options.Labels = LabelKind.Meta;

        var message = Assert.Throws<InputRefusedException>(
            () => BroughtModels.Complete(options, [], RunFiles.Families, Features)).Message;

        Assert.Contains("mine.yaml: 'mode' is zero_shot, and labels is meta", message, StringComparison.Ordinal);
        options.ModelFiles["onnx"] = folder.Write("fitted.yaml", $"mode: fitted_head\n{Quantiles}");
        BroughtModels.Complete(options, [], RunFiles.Families, Features);
    }

    [Fact]
    public void Quantiles_at_the_runs_horizon_pass()
    {
        Dictionary<string, double> settings = [];

        BroughtModels.Complete(Options(folder.Write("mine.yaml", Quantiles)), settings, RunFiles.Families, Features);

        Assert.Equal(8, settings["lookback"]);
    }

    [Fact]
    public void A_run_of_graphs_names_one()
    {
        Assert.Contains(
            "'model_files.onnx' is missing",
            Assert.Throws<InputRefusedException>(() => BroughtModels.Read(new RunOptions { Models = ["onnx"] })).Message,
            StringComparison.Ordinal);
        Assert.Empty(BroughtModels.Read(new RunOptions { ModelFiles = { ["onnx"] = "x" } })); // of a run without the family
        var written = YamlFile.Parse<RunOptions>(YamlFile.Format(Options("a b/mine.yaml")), "config.yaml");
        Assert.Equal("a b/mine.yaml", written.ModelFiles["onnx"]);
    }

    private static RunOptions Options(string path) => new() { Models = ["onnx"], Horizons = [4], ModelFiles = { ["onnx"] = path } };
}
