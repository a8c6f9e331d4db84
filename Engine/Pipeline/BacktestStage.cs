using Huracan.Engine.Backtest;
using Huracan.Engine.Models;
using Huracan.Engine.Quality.Metrics;
using Huracan.Engine.Reports;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Pipeline;

/// <summary>
/// Opens the test part, once: the final model's forecasts, the trades made on them after all costs, and the same for the
/// baselines, over consecutive folds.
/// </summary>
/// <param name="context">The run.</param>
/// <param name="stages">The candidate's stages.</param>
/// <param name="training">Refits before each fold where the run walks forward so.</param>
public sealed class BacktestStage(RunContext context, Stages stages, TrainStage training)
{
    /// <summary>Table of the final model's forecasts of the test part.</summary>
    public const string TestForecasts = "preds_test.parquet";

    private readonly RunOptions options = context.Options;

    /// <summary>Path of a candidate's forecast metrics.</summary>
    public static string ForecastReportPath(Candidate candidate) => $"{candidate.Root}/metrics_test.json";

    /// <summary>Path of a candidate's trading metrics.</summary>
    public static string TradingReportPath(Candidate candidate) => $"{candidate.Root}/backtest_metrics.json";

    /// <summary>Backtests unless it is done.</summary>
    /// <returns>Hash of what it left.</returns>
    public string Run(Candidate candidate, string trainHash, CancellationToken cancellationToken)
    {
        var key = new[] { trainHash, options.WalkForward, $"{options.TestFolds}", $"{candidate.Parts}", $"{options.Costs}" };
        return stages.Run("backtest", key, () => Backtest(candidate, cancellationToken));
    }

    private List<string> Backtest(Candidate candidate, CancellationToken cancellationToken)
    {
        var folds = Folds(candidate.Parts.Test, options.TestFolds);
        using var model = TrainedModel.Load(context.Folder, $"{candidate.Root}/{TrainStage.FinalModel}", context.Families);
        var forecasts = options.WalkForward == "refit" ? Refitted(candidate, model.Meta, folds, cancellationToken) : Frozen(candidate, model, candidate.Parts.Test);
        var threshold = model.Meta.EntryThreshold;
        var result = Trade(candidate, forecasts, threshold);

        var finalBars = training.FinalBars(candidate);
        var baselines = context.Families.Families.Where(family => family.IsBaseline)
            .ToDictionary(family => family.Name, family => Baseline(candidate, family, finalBars, cancellationToken), StringComparer.Ordinal);

        context.Folder.WriteTable($"{candidate.Root}/{TestForecasts}", forecasts.ToTable(candidate.Data.Candles, candidate.Labels, candidate.Parts.Test.End));
        context.Folder.WriteTable($"{candidate.Root}/trades.csv", BacktestTables.Trades(result.Trades));
        context.Folder.WriteTable($"{candidate.Root}/equity.csv", BacktestTables.Equity(candidate.Data.Candles, result));
        context.Folder.WriteJson(
            ForecastReportPath(candidate), Measure.Forecasting(candidate, forecasts, finalBars, baselines.ToDictionary(pair => pair.Key, pair => pair.Value.Forecasts)));
        context.Folder.WriteJson(
            TradingReportPath(candidate),
            Measure.Trading(candidate, threshold, result, folds, baselines.ToDictionary(pair => pair.Key, pair => pair.Value.Result)));
        // A picture may differ from plotter to plotter, so it is no output in the sense of the stage's hash.
        context.Folder.TryPlotEquity(
            $"{candidate.Root}/equity_curve.png", $"{candidate.Root}: test part after all costs",
            candidate.Data.Candles.OpenTimes[result.Range.Start..result.Range.End], result.Equity);
        return
        [
            $"{candidate.Root}/{TestForecasts}", $"{candidate.Root}/trades.csv", $"{candidate.Root}/equity.csv",
            ForecastReportPath(candidate), TradingReportPath(candidate),
        ];
    }

    private static BacktestResult Trade(Candidate candidate, Forecasts forecasts, double threshold) =>
        candidate.Backtester.Run(candidate.Parts.Test, candidate.Signals(forecasts, threshold));

    private static Forecasts Frozen(Candidate candidate, TrainedModel model, BarRange range)
    {
        int[] bars = [.. Enumerable.Range(range.Start, range.Length)];
        return new Forecasts(bars, model.Predict(candidate.Features.Columns, bars));
    }

    // Everything whose label is known before the fold is trained on, earlier folds of the test part included.
    private Forecasts Refitted(Candidate candidate, ModelMeta meta, IReadOnlyList<BarRange> folds, CancellationToken cancellationToken)
    {
        var bars = new List<int>();
        var predictions = new List<Prediction>();
        for (var fold = 0; fold < folds.Count; fold++)
        {
            var known = new BarRange(candidate.Parts.Train.Start, folds[fold].Start);
            var trainOn = PartSamples.Of(candidate.Data.Unit, $"walk-forward {fold + 1}", candidate.Parts, known, candidate.Labels, options.TrainBars);
            using var model = training.Refit(candidate, trainOn, meta.Epochs, meta.EntryThreshold, $"fold{fold + 1}", cancellationToken);
            var forecasts = Frozen(candidate, model, folds[fold]);
            bars.AddRange(forecasts.Bars);
            predictions.AddRange(forecasts.Predictions);
        }
        return new Forecasts([.. bars], [.. predictions]);
    }

    private (Forecasts Forecasts, BacktestResult Result) Baseline(Candidate candidate, ModelFamily family, int[] bars, CancellationToken cancellationToken)
    {
        var baseline = candidate with { Family = family, Settings = Baselines.Settings(family.Name, candidate.Features.Names) };
        using var model = training.Refit(baseline, bars, 1, 0, "baseline", cancellationToken);
        var forecasts = Frozen(baseline, model, candidate.Parts.Test);
        return (forecasts, Trade(baseline, forecasts, 0));
    }

    private static List<BarRange> Folds(BarRange test, int count) =>
        [.. Enumerable.Range(0, count).Select(k => new BarRange(test.Start + test.Length * k / count, test.Start + test.Length * (k + 1) / count))];
}
