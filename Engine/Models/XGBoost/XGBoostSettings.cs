using System.Globalization;

namespace Huracan.Engine.Models.XGBoost;

/// <summary>XGBoost's settings under its own names.</summary>
/// <param name="Rounds">Most rounds; 1 to 10,000, default 300.</param>
/// <param name="LearningRate">0.0001 to 1, default 0.05.</param>
/// <param name="MaxDepth">1 to 12, default 4.</param>
/// <param name="MinChildWeight">Least sum of hessians in a leaf; 0 to 10,000, default 20.</param>
/// <param name="Subsample">Share of rows per round; 0.05 to 1, default 0.8.</param>
/// <param name="ColsampleByTree">Share of columns per tree; 0.05 to 1, default 0.6.</param>
/// <param name="Lambda">L2 penalty on leaf weights; 0 to 10,000, default 1.</param>
/// <param name="Gamma">Least loss reduction of a split; 0 to 10,000, default 0.</param>
/// <param name="MaxBin">Bins per feature; 2 to 1,024, default 128.</param>
/// <param name="EarlyStoppingRounds">Rounds without a better validation loss before stopping; 1 to 10,000, default 30.</param>
/// <param name="ClassWeighting">Whether rare classes weigh as much as common ones; 0 or 1, default 0: probabilities stay
/// calibrated.</param>
/// <param name="ValueHead">Whether the mean of the return and its quantiles are forecast too; 0 or 1, default 0.</param>
internal sealed record XGBoostSettings(
    int Rounds,
    double LearningRate,
    int MaxDepth,
    double MinChildWeight,
    double Subsample,
    double ColsampleByTree,
    double Lambda,
    double Gamma,
    int MaxBin,
    int EarlyStoppingRounds,
    bool ClassWeighting,
    bool ValueHead)
{
    public static XGBoostSettings Read(ModelSettings settings)
    {
        var read = new XGBoostSettings(
            settings.Integer("rounds", 300, 1, 10_000),
            settings.Number("learning_rate", 0.05, 1e-4, 1),
            settings.Integer("max_depth", 4, 1, 12),
            settings.Number("min_child_weight", 20, 0, 10_000),
            settings.Number("subsample", 0.8, 0.05, 1),
            settings.Number("colsample_bytree", 0.6, 0.05, 1),
            settings.Number("lambda", 1, 0, 10_000),
            settings.Number("gamma", 0, 0, 10_000),
            settings.Integer("max_bin", 128, 2, 1024),
            settings.Integer("early_stopping_rounds", 30, 1, 10_000),
            settings.Integer("class_weighting", 0, 0, 1) == 1,
            settings.Integer(IQuantileForecaster.Setting, 0, 0, 1) == 1);
        settings.RefuseUnknown();
        return read;
    }

    /// <summary>
    /// Parameters for the library. Its seed is a signed number, so the upper half of ours is folded in; one of 0 would not be set where
    /// trees were loaded.
    /// </summary>
    public IEnumerable<(string Name, string Value)> Parameters(ulong seed) =>
        Parameters(seed, ("objective", "multi:softprob"), ("num_class", "3"), ("eval_metric", "mlogloss"));

    /// <summary>
    /// The same for the mean of a return; a quantile's derivatives are given round by round in place of the objective's. The trees start
    /// from margins, and the library's own start, of 0.5, is added to none.
    /// </summary>
    public IEnumerable<(string Name, string Value)> ValueParameters(ulong seed) =>
        Parameters(seed, ("objective", "reg:squarederror"), ("base_score", "0"));

    private IEnumerable<(string Name, string Value)> Parameters(ulong seed, params (string Name, string Value)[] objective) =>
    [
        .. objective,
        ("tree_method", "hist"),
        ("nthread", "1"),
        ("verbosity", "0"),
        ("seed", Text(Math.Max(1, (seed ^ (seed >> 32)) & 0x7FFFFFFF))),
        ("learning_rate", Text(LearningRate)),
        ("max_depth", Text(MaxDepth)),
        ("min_child_weight", Text(MinChildWeight)),
        ("subsample", Text(Subsample)),
        ("colsample_bytree", Text(ColsampleByTree)),
        ("lambda", Text(Lambda)),
        ("gamma", Text(Gamma)),
        ("max_bin", Text(MaxBin)),
    ];

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
