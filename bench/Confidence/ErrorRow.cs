using Huracan.Bench.Measuring;
using Huracan.Contracts.Reports;
using Huracan.Engine;
using Huracan.Engine.Models;
using Huracan.Engine.Quality.Confidence;
using Huracan.Engine.Quality.Metrics;

namespace Huracan.Bench.Confidence;

/// <summary>Calibration error and log loss of the test forecasts of some units under one correction.</summary>
internal sealed record ErrorRow(string Name, double MeanError, double WorstError, double PooledError, double ByChance, double LogLoss)
{
    public static string[] Headings => ["forecasts", "ECE: mean coin", "worst", "all coins in one", "by chance alone", "log loss"];

    public string[] Cells =>
    [
        Name, Tables.Number(MeanError, "0.000"), Tables.Number(WorstError, "0.000"), Tables.Number(PooledError, "0.000"),
        Tables.Number(ByChance, "0.000"), Tables.Number(LogLoss, "0.0000"),
    ];

    public static IEnumerable<ErrorRow> Of(string forecasts, List<TrainedUnit> units) =>
    [
        Of($"{forecasts}: raw", units, _ => ConfidenceCalibration.Identity),
        Of($"{forecasts}: by the rule (used)", units, unit => unit.Learnt()),
        Of($"{forecasts}: by the rule, first half of validation", units, unit => unit.Learnt(fromHalf: true)),
        Of($"{forecasts}: always a temperature", units, unit => unit.Fitted(CalibrationMethod.Temperature)),
        Of($"{forecasts}: always isotonic", units, unit => unit.Fitted(CalibrationMethod.Isotonic)),
    ];

    private static ErrorRow Of(string name, List<TrainedUnit> units, Func<TrainedUnit, ConfidenceCalibration> learn)
    {
        var tests = units.ConvertAll(unit => unit.Test.Changed(learn(unit).Apply));
        var errors = tests.ConvertAll(test => Error(test.Predictions, Right(test)));
        var all = new LabelledForecasts([.. tests.SelectMany(test => test.Predictions)], [.. tests.SelectMany(test => test.Classes)]);
        return new ErrorRow(
            name, errors.Average(), errors.Max(), Error(all.Predictions, Right(all)), tests.Average(Chance),
            ClassificationMetrics.Of(all.Predictions, all.Classes).LogLoss);
    }

    // What forecasts as sure as these would show if each were right just as often as it says, and no outcome told of another.
    private static double Chance(LabelledForecasts test)
    {
        var random = new SeededRandom(1);
        return Enumerable.Range(0, 20).Average(_ =>
            Error(test.Predictions, Array.ConvertAll(test.Predictions, p => random.NextDouble() < p.Confidence)));
    }

    private static bool[] Right(LabelledForecasts test) => [.. test.Predictions.Select((p, i) => p.Direction == test.Classes[i])];

    private static double Error(Prediction[] predictions, bool[] right) =>
        CalibrationError.Of(Array.ConvertAll(predictions, p => (double)p.Confidence), right).Error;
}
