namespace Huracan.Engine.Splits;

/// <summary>
/// K folds in time order, each tested once while the others, purged and embargoed (F5), are trained on. Training also looks at what
/// comes after the test, so this measures a model, not a tradable strategy.
/// </summary>
/// <param name="folds">Number of folds, 2 or more.</param>
/// <param name="embargo">
/// Bars after each test block in which no training sample starts: at least the horizon, and the lookback with the longest feature window.
/// </param>
/// <param name="rule">Null takes <see cref="Purge.Train"/>.</param>
public sealed class PurgedKFold(int folds, int embargo, PurgeRule? rule = null)
{
    /// <summary>Splits samples whose starts ascend.</summary>
    /// <exception cref="ArgumentException">Fewer samples than folds, or out of order.</exception>
    public Fold[] Split(ReadOnlySpan<BarInterval> samples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(embargo);
        var groups = Purge.Groups(samples, folds);
        var result = new Fold[folds];
        for (var k = 0; k < folds; k++)
            result[k] = Purge.Fold(samples, groups.AsSpan(k, 1), embargo, rule ?? Purge.Train);
        return result;
    }
}
