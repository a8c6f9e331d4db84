using System.Globalization;
using Huracan.Contracts.Reports;
using Huracan.Engine.Features;
using Huracan.Engine.Labels;
using Huracan.Engine.Market;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Quality.Confidence;
using Huracan.Engine.Quality.Drift;

namespace Huracan.Engine.Pipeline.Live;

/// <summary>
/// Compares the newest candles of a unit with what its model was trained on, and its recent forecasts with what occurred.
/// </summary>
/// <param name="features">The feature sets of the model.</param>
/// <param name="run">The options of its run: how outcomes are labelled.</param>
/// <param name="drift">The limits; null takes the defaults.</param>
/// <param name="intervals">What the model's intervals go on from; null where it has none.</param>
public sealed class DriftJudge(FeatureSets features, RunOptions run, DriftOptions? drift = null, LearntIntervals? intervals = null)
{
    /// <summary>Most bars whose forecasts are scored.</summary>
    public const int MostScored = 1_000;

    private readonly DriftOptions limits = drift ?? new DriftOptions();

    /// <summary>Judges at the close of the last candle.</summary>
    /// <param name="model">The model.</param>
    /// <param name="version">Its version, for the report.</param>
    /// <param name="candles">The unit's candles.</param>
    /// <param name="bitcoin">Bitcoin's; null where there are none.</param>
    /// <exception cref="Contracts.InputRefusedException">The features are computed otherwise today than when the model was
    /// trained.</exception>
    public DriftJudgement Judge(TrainedModel model, string version, CandleSeries candles, CandleSeries? bitcoin)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(candles.EndTime);
        if (model.Reference is not { } reference)
            return new DriftJudgement(new DriftReport(version, at, [], "the model was saved without a description of its training data"));
        var input = new FeatureInput(candles, bitcoin);
        var recipe = features.Recipe(model.Meta.FeatureSet).For(input);
        if (recipe.Hash != model.Meta.FeatureHash)
            throw new Contracts.InputRefusedException(
                $"The drift of {candles.Unit} cannot be judged: its features are computed otherwise than when the model was trained.");
        var usable = candles.Count - model.FirstBar;
        if (usable <= 0)
            return new DriftJudgement(
                new DriftReport(version, at, [], $"{candles.Count} candles are too few; the model needs {model.FirstBar + 1}"));

        var columns = recipe.Compute(input).Columns;
        var monitor = new DriftMonitor(reference, limits);
        var longest = DriftMonitor.LongestWindow(reference);
        var row = new double[columns.Length];
        for (var bar = candles.Count - Math.Min(usable, Math.Max(1, longest)); bar < candles.Count; bar++)
        {
            for (var i = 0; i < row.Length; i++)
                row[i] = columns[i][bar];
            monitor.Add(row);
        }
        List<DriftFinding> findings = [.. monitor.JudgeWindows()];
        if (DriftMonitor.JudgeRow(reference, row, limits) is { Level: not DriftLevel.Ok } far)
            findings.Add(far);
        var (score, learnt) = Score(model, candles, columns);
        if (score is not null)
            findings.Add(score);
        return new DriftJudgement(
            new DriftReport(version, at, [.. findings.OrderByDescending(finding => finding.Level)], Note(reference, usable, longest)),
            learnt);
    }

    // The same forecasts for both: they cost more than all else.
    private (DriftFinding? Finding, ConformalState? Intervals) Score(TrainedModel model, CandleSeries candles, double[][] columns)
    {
        var direction = model.Reference?.Direction;
        if (direction is null && intervals is null)
            return default;
        // It forecasts well what it has learnt from.
        var learnt = candles.IndexOf(model.Meta.TrainedTo.ToUnixTimeMilliseconds());
        var first = Math.Max(Math.Max(model.FirstBar, learnt + 1), candles.Count - MostScored);
        if (candles.OpenTimes[^1] <= model.Meta.TrainedTo.ToUnixTimeMilliseconds() || first >= candles.Count)
            return default;
        var labels = UnitSamples.Labels(run, UnitTrading.Costs(run, model.Meta.HalfSpreadBps), candles, model.Meta.Horizon);
        int[] bars = [.. Enumerable.Range(first, candles.Count - first)];
        var forecasts = model.Forecast(columns, bars);
        return (
            direction is null ? null : Decay(direction, labels, bars, forecasts.Predictions),
            intervals is null ? null : GoOn(intervals, candles, labels, forecasts));
    }

    private DriftFinding Decay(DirectionReference direction, LabelSet labels, int[] bars, Prediction[] forecasts)
    {
        var detector = new DirectionDetector(direction);
        for (var i = 0; i < bars.Length; i++)
        {
            var (forecast, outcome) = DirectionEvidence.Of(labels, bars[i], forecasts[i]);
            detector.Add(forecast, outcome);
        }
        return Judge(detector, direction, limits);
    }

    // From the model's own state each time: a judgement on the same candles is the same, whatever was judged before.
    private static ConformalState GoOn(
        LearntIntervals from, CandleSeries candles, LabelSet labels, Forecasts forecasts)
    {
        var settled = Array.FindIndex(forecasts.Bars, bar => bar >= TrailingVolatility.Settled);
        if (settled < 0)
            return from.State;
        var (open, known) = (candles.OpenTimes[0], from.KnownTo.ToUnixTimeMilliseconds());
        var step = candles.Timeframe.Milliseconds;
        var first = (int)Math.Clamp((known - open + step - 1) / step, 0, candles.Count); // the candles have no gaps
        return new IntervalReplay(labels, TrailingVolatility.Of(candles))
            .Learn(from.State, forecasts.Bars[settled..], forecasts.Spans[settled..], first, candles.Count);
    }

    /// <summary>Judges the evidence that forecasts have lost their direction.</summary>
    public static DriftFinding Judge(DirectionDetector detector, DirectionReference direction, DriftOptions limits)
    {
        // Evidence counts scored forecasts, of which a bar has so many.
        var bars = detector.Evidence / direction.PerBar;
        var level = bars > limits.ScoreAlarmBars ? DriftLevel.Alarm : bars > limits.ScoreWarnBars ? DriftLevel.Warn : DriftLevel.Ok;
        var threshold = level == DriftLevel.Alarm ? limits.ScoreAlarmBars : limits.ScoreWarnBars;
        return new DriftFinding(
            DriftFinding.ScoreDecay, level, bars, threshold,
            string.Create(
                CultureInfo.InvariantCulture,
                $"the last {detector.Scored} strong forecasts speak against their direction as chance does once in {bars:0} bars, "
                    + $"{(level == DriftLevel.Ok ? "not above" : "above")} {threshold:0}"));
    }

    private static string? Note(DriftReference reference, int usable, int longest)
    {
        string?[] notes =
        [
            longest == 0 ? $"windows are not judged: the model was trained on {reference.Bars} bars" : null,
            longest > usable ? $"{usable} bars with features are too few for windows of {longest}" : null,
            reference.Direction is null
                ? "the score is not judged: on validation the forecasts' direction was worth no more than chance"
                : null,
        ];
        var said = notes.OfType<string>().ToArray();
        return said.Length == 0 ? null : string.Join("; ", said);
    }
}
