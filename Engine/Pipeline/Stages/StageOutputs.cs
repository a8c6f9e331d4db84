namespace Huracan.Engine.Pipeline.Stages;

/// <summary>What the stages of a candidate leave in its folder: the one list for who writes, reads, counts or removes it.</summary>
public static class StageOutputs
{
    /// <summary>The study, as Optuna keeps it.</summary>
    public const string Study = "optuna.db";

    /// <summary>The best trial.</summary>
    public const string BestTrial = "optuna_best.json";

    /// <summary>All finished trials.</summary>
    public const string TrialResults = "trial_results.json";

    /// <summary>Values of the trials and the best so far.</summary>
    public const string History = "optimization_history.json";

    /// <summary>The same, drawn.</summary>
    public const string HistoryChart = "optimization_history.png";

    /// <summary>Folder of the best trials' models.</summary>
    public const string TrialModels = "checkpoints";

    /// <summary>The extended cross-validation of the best trials' settings.</summary>
    public const string CrossValidation = "extended_training_results.json";

    /// <summary>Folder of a cross-validated configuration, before its rank.</summary>
    public const string ExtendedModel = "extended_model_";

    /// <summary>Table of a configuration's out-of-fold forecasts, in its folder.</summary>
    public const string OutOfFoldForecasts = "preds_oof.parquet";

    /// <summary>The settings chosen, and why.</summary>
    public const string ChosenSettings = "best_config.json";

    /// <summary>Folder of charts of the search.</summary>
    public const string AnalysisCharts = "analysis_plots";

    /// <summary>Folder of the model stopped early on validation.</summary>
    public const string BestModel = "best_model";

    /// <summary>Folder of the model that is backtested and shipped.</summary>
    public const string FinalModel = "final_model";

    /// <summary>Table of the best model's forecasts of validation.</summary>
    public const string ValidationForecasts = "preds_val.parquet";

    /// <summary>The best model's metrics on validation.</summary>
    public const string ValidationMetrics = "metrics.json";

    /// <summary>What the best model makes of each feature, on validation; of the chosen candidate, or of those the run asks
    /// for.</summary>
    public const string Importance = "importance.json";

    /// <summary>Epochs, times and memory of the trainings.</summary>
    public const string TrainingResults = "training_results.json";

    /// <summary>Folder of trainings that have not ended: the state after every epoch.</summary>
    public const string Unfinished = "unfinished";

    /// <summary>Table of the final model's forecasts of the test part.</summary>
    public const string TestForecasts = "preds_test.parquet";

    /// <summary>The forecasts' metrics on the test part.</summary>
    public const string TestMetrics = "metrics_test.json";

    /// <summary>What the intervals of live forecasts go on from; models that were not calibrated have none.</summary>
    public const string Intervals = "intervals.json";

    /// <summary>The trades that say in which regimes the model may trade.</summary>
    public const string Regimes = "regimes.json";

    /// <summary>Trades of the backtest.</summary>
    public const string Trades = "trades.csv";

    /// <summary>Equity of the backtest by bar.</summary>
    public const string Equity = "equity.csv";

    /// <summary>The same, drawn.</summary>
    public const string EquityChart = "equity_curve.svg";

    /// <summary>The trades' metrics.</summary>
    public const string TradingMetrics = "backtest_metrics.json";

    /// <summary>What the trades cost and what is left of them.</summary>
    public const string Edge = "edge.json";

    /// <summary>Table of what the forecasts asked to trade, as <c>backtest --signals</c> reads it; where it was asked for.</summary>
    public const string Signals = "signals.csv";

    /// <summary>Folder of backtests of models from elsewhere.</summary>
    public const string NamedBacktests = "backtests";

    /// <summary>Folder of the stages' records.</summary>
    public const string Records = "stages";

    private const string ImportanceRecord = $"{Records}/importance.json"; // of a stage outside of the chain

    private const string ModelProof = "meta.json";

    /// <summary>Every output, by stage.</summary>
    public static IReadOnlyList<StageOutput> All { get; } =
    [
        new(ChainStage.Tune, Study, "studies") { IsBeginning = true },
        new(ChainStage.Tune, BestTrial, "best trials"),
        new(ChainStage.Tune, TrialResults, "trial results"),
        new(ChainStage.Tune, History, "search histories"),
        new(ChainStage.Tune, HistoryChart, "search charts"),
        new(ChainStage.Tune, TrialModels, null),
        new(ChainStage.Extend, CrossValidation, "cross-validations"),
        new(ChainStage.Extend, ExtendedModel, "cross-validated models") { IsBeginning = true, Proof = $"{ExtendedModel}1/{ModelProof}" },
        new(ChainStage.Analyze, ChosenSettings, "chosen settings"),
        new(ChainStage.Analyze, AnalysisCharts, "analysis charts") { Proof = $"{AnalysisCharts}/fold_spread.png" },
        new(ChainStage.Best, BestModel, "best models") { Proof = $"{BestModel}/{ModelProof}" },
        new(ChainStage.Best, ValidationForecasts, "validation forecasts"),
        new(ChainStage.Best, ValidationMetrics, "validation metrics"),
        new(ChainStage.Best, TrainingResults, "training results"),
        new(ChainStage.Final, FinalModel, "final models") { Proof = $"{FinalModel}/{ModelProof}" },
        new(ChainStage.Final, Unfinished, null),
        new(ChainStage.Backtest, TestForecasts, "test forecasts"),
        new(ChainStage.Backtest, TestMetrics, "test metrics"),
        new(ChainStage.Backtest, Intervals, null),
        new(ChainStage.Backtest, Regimes, null),
        new(ChainStage.Backtest, Trades, "trades"),
        new(ChainStage.Backtest, Equity, "equity curves"),
        new(ChainStage.Backtest, EquityChart, "equity charts"),
        new(ChainStage.Backtest, TradingMetrics, "backtest metrics"),
        new(ChainStage.Backtest, Edge, "edges"),
        new(ChainStage.Backtest, Importance, null),
        new(ChainStage.Backtest, ImportanceRecord, null),
        new(ChainStage.Backtest, Signals, null),
        new(ChainStage.Backtest, NamedBacktests, null),
    ];

    /// <summary>Whether a file is what a stage, or one after it, leaves.</summary>
    /// <param name="file">Name within the candidate's folder.</param>
    /// <param name="stage">The stage.</param>
    public static bool IsFrom(string file, ChainStage stage) =>
        All.Any(output => output.Stage >= stage && output.Holds(file)) || RecordedBy(file) >= stage;

    // A fold or a backtest of another model has a record of its own, as in stages/extend-1-2.json.
    private static ChainStage? RecordedBy(string file) => Enum.GetValues<ChainStage>()
        .Where(stage => file.StartsWith($"{Records}/{stage.ToString().ToLowerInvariant()}", StringComparison.Ordinal))
        .Select(stage => (ChainStage?)stage)
        .FirstOrDefault();
}
