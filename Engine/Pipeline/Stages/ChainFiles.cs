namespace Huracan.Engine.Pipeline.Stages;

/// <summary>Which files of a candidate's folder a stage of the chain leaves.</summary>
public static class ChainFiles
{
    private static readonly string[][] Beginnings =
    [
        ["optuna", "trial_results.json", "optimization_history", "checkpoints", "stages/tune"],
        ["extended_", "stages/extend"],
        ["best_config.json", "analysis_plots", "stages/analyze"],
        ["best_model", "final_model", "preds_val.parquet", "metrics.json", "training_results.json", "unfinished", "stages/final"],
        ["preds_test.parquet", "trades.csv", "equity", "metrics_test.json", "backtest", "signals.csv", "stages/backtest"],
    ];

    /// <summary>Whether a file is what a stage, or one after it, leaves.</summary>
    /// <param name="name">Name within the candidate's folder.</param>
    /// <param name="stage">The stage.</param>
    public static bool IsFrom(string name, ChainStage stage) =>
        Beginnings[(int)stage..].Any(beginnings => beginnings.Any(beginning => name.StartsWith(beginning, StringComparison.Ordinal)));
}
