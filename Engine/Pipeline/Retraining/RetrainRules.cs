using Huracan.Contracts;

namespace Huracan.Engine.Pipeline.Retraining;

/// <summary>
/// Decides whether a unit is trained anew: without a model, by its model's age, by new data, by drift, in this order. Time is told by the
/// newest candle, not by a clock: a unit without newer candles would be trained on the same ones again, so it never is.
/// </summary>
/// <param name="options">The rules' limits.</param>
public sealed class RetrainRules(RetrainOptions options)
{
    /// <summary>Judges a unit.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="model">The time its model rests on; null where it has none.</param>
    /// <param name="newest">Open time of its newest candle, UTC.</param>
    /// <param name="drift">Measures drift; called only where nothing else decides. Its null says that nothing could be measured.</param>
    public RetrainVerdict Judge(UnitId unit, ModelSpan? model, DateTimeOffset newest, Func<FeatureDrift?> drift)
    {
        if (model is null)
            return new RetrainVerdict(unit, RetrainReason.NewUnit, "it has no model");
        var bars = model.NewBars(newest, unit.Timeframe);
        if (bars <= 0)
            return new RetrainVerdict(
                unit, RetrainReason.None, FormattableString.Invariant(
                    $"no candle is newer than {model.DataTo:yyyy-MM-dd HH:mm}, where its model's run ended"));

        var days = (newest - model.DataTo).TotalDays;
        var trained = model.TrainedBars(unit.Timeframe);
        var share = (double)bars / trained;
        var age = FormattableString.Invariant($"its model's run ended {days:0.0#} days before the newest candle");
        var data = FormattableString.Invariant($"{bars} bars are new, {share:P1} of the {trained} trained on");
        if (days >= options.MaxAgeDays)
            return new RetrainVerdict(
                unit, RetrainReason.Age, FormattableString.Invariant($"{age}, {options.MaxAgeDays:0.##} or more"));
        if (share >= options.MaxNewShare)
            return new RetrainVerdict(
                unit, RetrainReason.NewData, FormattableString.Invariant($"{data}, {options.MaxNewShare:P1} or more"));

        var (hasDrifted, change) = Drift(bars, drift);
        return hasDrifted
            ? new RetrainVerdict(unit, RetrainReason.Drift, change)
            : new RetrainVerdict(unit, RetrainReason.None, $"{age}; {data}; {change}");
    }

    private (bool HasDrifted, string Text) Drift(long bars, Func<FeatureDrift?> drift)
    {
        if (options.DriftLevel == 0)
            return (false, "drift is not looked for");
        if (bars < options.MinNewBars)
            return (false, FormattableString.Invariant($"drift is looked for in {options.MinNewBars} new bars or more"));
        if (drift() is not { } found)
            return (false, "its history is too short to tell drift from chance");
        var hasDrifted = found.PValue < options.DriftLevel;
        var compared = hasDrifted ? "below" : "not below";
        var difference = FormattableString.Invariant(
            $"the newest {found.Bars} bars differ {found.Excess:0.0} times as much as usual in the features that differ most");
        var evidence = FormattableString.Invariant(
            $"so do {found.AsFar} of {found.Windows} earlier windows (p = {found.PValue:0.####}, {compared} {options.DriftLevel:0.####})");
        var feature = FormattableString.Invariant(
            $"most in {found.Feature}, PSI {found.FeatureIndex:0.00} beside {found.FeatureUsual:0.00} usually");
        return (hasDrifted, $"{difference}; {evidence}; {feature}");
    }
}
