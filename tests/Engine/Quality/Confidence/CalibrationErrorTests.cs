using Huracan.Contracts.Reports;
using Huracan.Engine.Quality.Confidence;

namespace Huracan.Tests.Engine.Quality.Confidence;

public class CalibrationErrorTests
{
    public static TheoryData<string> Cases => MadeUpForecasts.Cases;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Agrees_with_numpy(string name)
    {
        var (forecasts, reference) = MadeUpForecasts.Reference(name);

        var error = CalibrationError.Of(forecasts.Confidences(), forecasts.Right);

        Assert.Equal(reference.GetProperty("error").GetDouble(), error.Error, 1e-12);
        var bins = reference.GetProperty("bins").EnumerateArray().ToArray();
        Assert.Equal(bins.Length, error.Bins.Count);
        for (var i = 0; i < bins.Length; i++)
        {
            Assert.Equal(bins[i][0].GetInt32(), error.Bins[i].Count);
            Assert.Equal(bins[i][1].GetDouble(), error.Bins[i].MeanConfidence, 1e-12);
            Assert.Equal(bins[i][2].GetDouble(), error.Bins[i].Accuracy, 1e-12);
        }
    }

    [Fact]
    public void By_hand()
    {
        var error = CalibrationError.Of([0.6, 0.8, 0.8, 0.8], [true, true, false, true]);

        Assert.Equal([new ReliabilityBin(1, 0.6, 1), new ReliabilityBin(3, 0.8, 2.0 / 3)], error.Bins, Close);
        Assert.Equal((0.4 + 3 * (0.8 - 2.0 / 3)) / 4, error.Error, 1e-12);
    }

    [Fact]
    public void The_order_of_the_forecasts_does_not_matter_and_none_have_no_error()
    {
        var forecasts = MadeUpForecasts.Of(1_000, 1.4, seed: 8);
        var (confidences, right) = (forecasts.Confidences(), forecasts.Right);

        Assert.Equal(
            CalibrationError.Of(confidences, right).Error, CalibrationError.Of([.. confidences.Reverse()], [.. right.Reverse()]).Error,
            1e-12);
        Assert.True(double.IsNaN(CalibrationError.Of([], []).Error));
    }

    private static bool Close(ReliabilityBin a, ReliabilityBin b) =>
        a.Count == b.Count && Math.Abs(a.MeanConfidence - b.MeanConfidence) < 1e-12 && Math.Abs(a.Accuracy - b.Accuracy) < 1e-12;
}
