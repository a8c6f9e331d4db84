using Huracan.Contracts.Reports;
using Huracan.Engine;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Live;
using Huracan.Engine.Quality.Drift;
using Xunit.Abstractions;

namespace Huracan.Tests.Engine.Quality.Drift;

public class DirectionDetectorTests(ITestOutputHelper output)
{
    private const int Overlap = 5;

    [Fact]
    public void Evidence_against_forecasts_that_are_right_comes_no_sooner_than_promised()
    {
        // The mean time until evidence of 50 is 50 scored forecasts or more.
        var lengths = Enumerable.Range(0, 400).Select(seed => Length(new SeededRandom((ulong)seed), 1, 50, most: 5_000)).ToArray();

        output.WriteLine($"{lengths.Average()}");
        Assert.True(lengths.Average() > 50);
    }

    [Theory]
    [InlineData(-1, 40)]
    [InlineData(0, 150)]
    public void Forecasts_turned_round_are_found_sooner_than_useless_ones(double reliability, int most)
    {
        var lengths = Enumerable.Range(0, 100).Select(seed => Length(new SeededRandom((ulong)seed), reliability, 1_000, 5_000))
            .Order().ToArray();

        output.WriteLine($"median {lengths[50]}");
        Assert.InRange(lengths[50], 5, most);
    }

    [Fact]
    public void Flat_outcomes_and_forecasts_without_direction_are_no_evidence()
    {
        var detector = new DirectionDetector(new DirectionReference(1, 0, 1, 1));
        detector.Add(new Prediction(0.3f, 0.4f, 0.3f, 0), 1);
        Assert.Equal(0, detector.Scored);
        detector.Add(new Prediction(0.2f, 0.2f, 0.6f, 0), null);
        Assert.Equal((0, 0.0), (detector.Scored, detector.Evidence));
        detector.Add(new Prediction(0.2f, 0.2f, 0.6f, 0), 0);
        Assert.Equal((1, 1.0), (detector.Scored, detector.Evidence));
        detector.Add(new Prediction(0.2f, 0.2f, 0.6f, 0), -1);
        // (1 + 1)·0.4/0.2 = 4 if direction is chance, (1 + 1)·0.6/0.2 = 6 if it is turned round.
        Assert.Equal(5, detector.Evidence, 1e-6);
    }

    [Fact]
    public void No_forecast_is_scored_before_the_outcome_of_the_last_is_known()
    {
        var detector = new DirectionDetector(new DirectionReference(1, 0.1, Overlap, 1));
        for (var bar = 0; bar < 21; bar++)
            detector.Add(new Prediction(0.2f, 0.2f, 0.6f, 0), 1);
        Assert.Equal(5, detector.Scored);
    }

    [Fact]
    public void What_direction_is_worth_is_learnt_from_validation()
    {
        var (forecasts, outcomes) = Validation(1);
        var worth = DirectionWorth.Of(forecasts, outcomes, Overlap)!;
        Assert.InRange(worth.Reliability, 0.6, 1);
        Assert.InRange(worth.PerBar, 0.03, 1.0 / Overlap);
        Assert.Equal(Overlap, worth.Overlap);

        Assert.Null(Validation(0) is var (useless, chance) ? DirectionWorth.Of(useless, chance, Overlap) : null);
        Assert.Null(DirectionWorth.Of(forecasts[..50], outcomes[..50], Overlap));
        Assert.Null(DirectionWorth.Of([], [], Overlap));
        Assert.Throws<ArgumentException>(() => DirectionWorth.Of(forecasts, outcomes[1..], Overlap));
    }

    [Fact]
    public void The_finding_counts_evidence_in_bars()
    {
        var direction = new DirectionReference(1, 0.1, 1, 0.5);
        var detector = new DirectionDetector(direction);
        Assert.Equal(DriftLevel.Ok, DriftJudge.Judge(detector, direction, new DriftOptions()).Level);
        for (var i = 0; i < 20; i++)
            detector.Add(new Prediction(0.1f, 0.2f, 0.7f, 0), -1);

        var found = DriftJudge.Judge(detector, direction, new DriftOptions());

        Assert.Equal((DriftFinding.ScoreDecay, DriftLevel.Alarm, 60_000.0), (found.Rule, found.Level, found.Threshold));
        Assert.Equal(detector.Evidence / 0.5, found.Value);
        Assert.Contains("the last 20 strong forecasts", found.Reason, StringComparison.Ordinal);
    }

    // Scored forecasts until the evidence reaches a limit.
    private static int Length(SeededRandom random, double reliability, double limit, int most)
    {
        var detector = new DirectionDetector(new DirectionReference(1, 0, 1, 1));
        while (detector.Evidence < limit && detector.Scored < most)
        {
            var forecast = Forecast(random);
            detector.Add(forecast, Outcome(forecast, reliability, random));
        }
        return detector.Scored;
    }

    private static (Prediction[] Forecasts, int?[] Outcomes) Validation(double reliability)
    {
        var random = new SeededRandom(8);
        Prediction[] forecasts = [.. Enumerable.Range(0, 3_000).Select(_ => Forecast(random))];
        return (forecasts, Array.ConvertAll(forecasts, forecast => (int?)Outcome(forecast, reliability, random)));
    }

    private static Prediction Forecast(SeededRandom random)
    {
        var up = 0.1f + 0.6f * (float)random.NextDouble();
        return new Prediction(0.8f - up, 0.2f, up, 0);
    }

    private static int Outcome(Prediction forecast, double reliability, SeededRandom random)
    {
        var draw = random.NextDouble();
        return draw < 0.2 ? 0 : draw < 0.2 + 0.4 + reliability * (forecast.Up - forecast.Down) / 2 ? 1 : -1;
    }
}
