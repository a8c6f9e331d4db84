using Huracan.Contracts.Reports;
using Huracan.Engine;
using Huracan.Engine.Models;
using Huracan.Engine.Quality.Confidence;
using Xunit.Abstractions;

namespace Huracan.Tests.Engine.Quality.Confidence;

public class CalibrationChoiceTests(ITestOutputHelper output)
{
    [Fact]
    public void Calibrated_forecasts_are_left_alone()
    {
        var methods = Enumerable.Range(0, 60)
            .Select(seed => Choose(MadeUpForecasts.Of(2_000, 1, (ulong)seed)).Calibration.Method)
            .ToArray();

        output.WriteLine($"{methods.Count(method => method != CalibrationMethod.Identity)} of 60 are changed");
        Assert.True(methods.Count(method => method == CalibrationMethod.Identity) >= 55);
    }

    [Fact]
    public void A_temperature_mends_what_a_temperature_can()
    {
        for (ulong seed = 0; seed < 10; seed++)
        {
            var chosen = Choose(MadeUpForecasts.Of(3_000, 2.5, seed)).Calibration;

            Assert.Equal(CalibrationMethod.Temperature, chosen.Method);
            Assert.Contains("lower by", chosen.Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_no_temperature_can_mend_an_isotonic_function_does_where_there_is_enough()
    {
        var forecasts = Jumping(4_000, seed: 9);

        Assert.Equal(CalibrationMethod.Isotonic, Choose(forecasts).Calibration.Method);
        Assert.NotEqual(CalibrationMethod.Isotonic, Choose(forecasts[..999]).Calibration.Method);
    }

    [Theory]
    [InlineData(2.5)]
    [InlineData(0.4)]
    public void A_wrongly_sure_forecaster_is_calibrated_on_bars_it_was_not_learnt_on(double sharpness)
    {
        var learnt = Choose(MadeUpForecasts.Of(5_000, sharpness, seed: 21)).Calibration;
        var held = MadeUpForecasts.Of(30_000, sharpness, seed: 22);
        var calibrated = Array.ConvertAll(held.Predictions, learnt.Apply);

        var report = CalibrationReport.Of(learnt.Method, held.Predictions, calibrated, held.Classes);

        output.WriteLine($"{report.EceRaw:F4} -> {report.Ece:F4}, Brier {report.BrierRaw:F4} -> {report.Brier:F4}");
        Assert.True(report.EceRaw > 0.1, $"{report.EceRaw}");
        Assert.InRange(report.Ece, 0, 0.03);
        Assert.True(report.Brier < report.BrierRaw);
    }

    [Fact]
    public void The_isotonic_function_calibrates_held_out_forecasts_too()
    {
        var learnt = Choose(Jumping(6_000, seed: 23)).Calibration;
        var held = Jumping(30_000, seed: 24);

        var report = CalibrationReport.Of(
            learnt.Method, held.Predictions, Array.ConvertAll(held.Predictions, learnt.Apply), held.Classes);

        output.WriteLine($"{report.EceRaw:F4} -> {report.Ece:F4}");
        Assert.True(report.EceRaw > 0.1, $"{report.EceRaw}");
        Assert.InRange(report.Ece, 0, 0.03);
    }

    [Fact]
    public void Each_half_is_corrected_as_the_other_teaches_it()
    {
        var forecasts = MadeUpForecasts.Of(2_000, 2.5, seed: 11);

        var choice = Choose(forecasts);

        var second = TemperatureScaling.Fit(forecasts.Predictions.AsSpan()[1_000..], forecasts.Classes.AsSpan()[1_000..]);
        var first = TemperatureScaling.Fit(forecasts.Predictions.AsSpan()[..995], forecasts.Classes.AsSpan()[..995]);
        Assert.Equal(Array.ConvertAll(forecasts.Predictions[..1_000], second.Apply), choice.CrossFitted[..1_000]);
        Assert.Equal(Array.ConvertAll(forecasts.Predictions[1_000..], first.Apply), choice.CrossFitted[1_000..]);
    }

    [Fact]
    public void Forecasts_that_are_too_few_teach_nothing()
    {
        var choice = Choose(MadeUpForecasts.Of(104, 2.5, seed: 12));

        Assert.Equal(CalibrationMethod.Identity, choice.Calibration.Method);
        Assert.Contains("104", choice.Calibration.Reason, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => CalibrationChoice.Of([], [1], 5));
    }

    private static CalibrationChoice Choose(MadeUpForecasts forecasts) =>
        CalibrationChoice.Of(forecasts.Predictions, forecasts.Classes, overlap: 5);

    // Two kinds of forecast: unsure ones that are right as often as they say, and sure ones that are no better.
    private static MadeUpForecasts Jumping(int count, ulong seed)
    {
        var random = new SeededRandom(seed);
        var predictions = new Prediction[count];
        var classes = new sbyte[count];
        for (var i = 0; i < count; i++)
        {
            var stated = 0.4 + 0.55 * random.NextDouble();
            var rest = (float)((1 - stated) / 2);
            predictions[i] = new Prediction(rest, rest, (float)stated, 0);
            var right = random.NextDouble() < (stated < 0.6 ? stated : 0.6);
            classes[i] = (sbyte)(right ? 1 : random.NextInt(2) - 1);
        }
        return new MadeUpForecasts(predictions, classes);
    }
}
