using Huracan.Contracts;
using Huracan.Engine.Datasets;
using Huracan.Engine.Datasets.Pooled;
using Huracan.Engine.Models;
using Huracan.Engine.Splits;
using Huracan.Tests.Engine.Models;
using Huracan.Tests.Engine.Pipeline.Stages;

namespace Huracan.Tests.Engine.Datasets.Pooled;

[Collection("torch")]
public class PooledTrainingTests
{
    private static readonly ModelRegistry Families = new();

    private static readonly TemporalDataset Dataset = SmallDatasets.Make(SmallDatasets.Options with { Rows = 900, NetSharpe = 20 });

    [Theory]
    [InlineData("linear")]
    [InlineData("gru")]
    public void A_pooled_model_is_saved_whole_and_forecasts_each_symbol_as_if_it_were_alone(string family)
    {
        var (trained, _) = Train(family);
        using var model = trained;
        var folder = new MemoryRunFolder();
        model.Save(folder, "m");
        using var loaded = PooledModel.Load(folder, "m", Families);

        var forecasts = model.Forecast(Dataset, DatasetPart.Test);
        Assert.Equal(forecasts.Predictions, loaded.Forecast(Dataset, DatasetPart.Test).Predictions);
        Assert.Equal(HuracanText(model.Meta), HuracanText(loaded.Meta));
        Assert.Equal([.. Train(family).Model.Forecast(Dataset, DatasetPart.Test).Predictions], forecasts.Predictions); // same seed

        for (var s = 0; s < Dataset.Symbols.Count; s++)
        {
            var alone = Alone(s);
            var own = model.Forecast(alone, DatasetPart.Test);
            Assert.Equal(
                own.Predictions,
                forecasts.Predictions.Where((_, i) => Dataset.SymbolOf(forecasts.Rows[i]) == s));
        }
    }

    [Fact]
    public void Metrics_are_those_of_the_rows_beside_the_majority_of_train()
    {
        var labels = new HorizonLabels(5, [1, 1, 0, -1], null);
        Prediction[] predictions = [new(0.2f, 0.2f, 0.6f, 0), new(0.6f, 0.2f, 0.2f, 0), new(0.2f, 0.6f, 0.2f, 0), new(0.6f, 0.2f, 0.2f, 0)];

        var metrics = PooledMetrics.Of(labels, [0, 1, 2, 3], predictions, [10, 27, 60]);

        Assert.Equal(0.75, metrics.Classification.Accuracy);
        Assert.Equal(2.5 / 3, metrics.Classification.BalancedAccuracy, 12);
        Assert.Equal((1, 0.5, 1.0 / 3), (metrics.MajorityClass, metrics.MajorityAccuracy, metrics.MajorityBalancedAccuracy));
        var loss = -(3 * Math.Log(0.6) + Math.Log(0.2));
        var baseline = -(2 * Math.Log(0.61) + Math.Log(0.28) + Math.Log(0.11));
        Assert.Equal(1 - loss / baseline, metrics.LogLossSkill, 6);
    }

    [Fact]
    public void A_report_has_every_symbol_and_a_model_refuses_other_features()
    {
        using var model = Train("linear").Model;
        var report = PooledReport.Of(Dataset, DatasetPart.Validation, model.Forecast(Dataset, DatasetPart.Validation), model.Meta);

        Assert.Equal(Dataset.Symbols.Select(symbol => symbol.Name), report.Symbols.Keys);
        Assert.Equal(report.Pooled.Classification.Count, report.Symbols.Values.Sum(metrics => metrics.Classification.Count));
        var others = new TemporalDataset(
            [.. Dataset.Features.Reverse()], Dataset.Table, Dataset.Times.ToArray(), Dataset.Symbols, Dataset.Labels);
        Assert.Contains(
            "has other features", Assert.Throws<InputRefusedException>(() => model.Forecast(others, DatasetPart.Test)).Message,
            StringComparison.Ordinal);
    }

    private static string HuracanText(PooledMeta meta) =>
        System.Text.Encoding.UTF8.GetString(Huracan.Contracts.Json.HuracanJson.Serialize(meta));

    private static (PooledModel Model, FitResult Fit) Train(string family) => new PooledTraining(Families).Train(
        Dataset, "hash",
        new PooledTask(
            Families[family],
            family == "gru" ? new Dictionary<string, double> { ["hidden_size"] = 4, ["lookback"] = 7 } : [],
            5, new FitOptions { Epochs = 2, Seed = 3 }),
        CancellationToken.None);

    private static TemporalDataset Alone(int number)
    {
        var symbol = Dataset.Symbols[number];
        var (rows, features) = (symbol.Rows, Dataset.Features.Count);
        BarRange Moved(BarRange range) => new(range.Start - rows.Start, range.End - rows.Start);
        return new TemporalDataset(
            Dataset.Features, new FeatureTable(Dataset.Table.Values[(rows.Start * features)..(rows.End * features)], features),
            Dataset.Times[rows.Start..rows.End].ToArray(),
            [new DatasetSymbol(symbol.Name, Moved(symbol.Train), Moved(symbol.Validation), Moved(symbol.Test))],
            [.. Dataset.Labels.Select(labels => labels with
            {
                Classes = labels.Classes[rows.Start..rows.End],
                Returns = labels.Returns?[rows.Start..rows.End],
            })]);
    }
}
