using System.Globalization;

namespace Huracan.Engine.Models.LightGBM;

/// <summary>LightGBM's settings under its own names.</summary>
/// <param name="Rounds">Most rounds; 1 to 10,000, default 300.</param>
/// <param name="LearningRate">0.0001 to 1, default 0.05.</param>
/// <param name="NumLeaves">Most leaves of a tree; 2 to 4,096, default 15.</param>
/// <param name="MinDataInLeaf">Fewest samples of a leaf; 1 to 100,000, default 100.</param>
/// <param name="BaggingFraction">Share of rows per round; 0.05 to 1, default 0.8.</param>
/// <param name="FeatureFraction">Share of columns per tree; 0.05 to 1, default 0.6.</param>
/// <param name="LambdaL1">L1 penalty on leaf weights; 0 to 10,000, default 0.</param>
/// <param name="LambdaL2">L2 penalty on leaf weights; 0 to 10,000, default 1.</param>
/// <param name="MaxBin">Bins per feature; 2 to 1,024, default 127.</param>
/// <param name="EarlyStoppingRounds">Rounds without a better validation loss before stopping; 1 to 10,000, default 30.</param>
/// <param name="ClassWeighting">Whether rare classes weigh as much as common ones; 0 or 1, default 0: probabilities stay
/// calibrated.</param>
/// <param name="ValueHead">Whether the mean of the return and its quantiles are forecast too; 0 or 1, default 0.</param>
internal sealed record LightGBMSettings(
    int Rounds,
    double LearningRate,
    int NumLeaves,
    int MinDataInLeaf,
    double BaggingFraction,
    double FeatureFraction,
    double LambdaL1,
    double LambdaL2,
    int MaxBin,
    int EarlyStoppingRounds,
    bool ClassWeighting,
    bool ValueHead)
{
    public static LightGBMSettings Read(ModelSettings settings)
    {
        var read = new LightGBMSettings(
            settings.Integer("rounds", 300, 1, 10_000),
            settings.Number("learning_rate", 0.05, 1e-4, 1),
            settings.Integer("num_leaves", 15, 2, 4096),
            settings.Integer("min_data_in_leaf", 100, 1, 100_000),
            settings.Number("bagging_fraction", 0.8, 0.05, 1),
            settings.Number("feature_fraction", 0.6, 0.05, 1),
            settings.Number("lambda_l1", 0, 0, 10_000),
            settings.Number("lambda_l2", 1, 0, 10_000),
            settings.Integer("max_bin", 127, 2, 1024),
            settings.Integer("early_stopping_rounds", 30, 1, 10_000),
            settings.Integer("class_weighting", 0, 0, 1) == 1,
            settings.Integer(IQuantileForecaster.Setting, 0, 0, 1) == 1);
        settings.RefuseUnknown();
        return read;
    }

    /// <summary>
    /// Parameters for the library: one thread and one way of building histograms, so that the same seed gives the same trees. Its seed is a
    /// signed number, so the upper half of ours is folded in.
    /// </summary>
    public string Parameters(ulong seed) =>
        Parameters(seed, [("objective", "multiclass"), ("num_class", "3"), ("metric", "multi_logloss")]);

    /// <summary>The same for the mean of a return.</summary>
    public string MeanParameters(ulong seed) => Parameters(seed, [("objective", "regression"), ("metric", "none")]);

    /// <summary>The same for a quantile of a return.</summary>
    public string QuantileParameters(ulong seed, double level) =>
        Parameters(seed, [("objective", "quantile"), ("alpha", Text(level)), ("metric", "none")]);

    private string Parameters(ulong seed, IEnumerable<(string Name, string Value)> objective)
    {
        (string Name, string Value)[] all =
        [
            .. objective,
            ("is_provide_training_metric", "true"),
            ("num_threads", "1"),
            ("deterministic", "true"),
            ("force_row_wise", "true"),
            ("verbosity", "-1"),
            ("seed", Text((seed ^ (seed >> 32)) & 0x7FFFFFFF)),
            ("learning_rate", Text(LearningRate)),
            ("num_leaves", Text(NumLeaves)),
            ("min_data_in_leaf", Text(MinDataInLeaf)),
            ("bagging_freq", "1"),
            ("bagging_fraction", Text(BaggingFraction)),
            ("feature_fraction", Text(FeatureFraction)),
            ("lambda_l1", Text(LambdaL1)),
            ("lambda_l2", Text(LambdaL2)),
            ("max_bin", Text(MaxBin)),
        ];
        return string.Join(' ', all.Select(parameter => $"{parameter.Name}={parameter.Value}"));
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
