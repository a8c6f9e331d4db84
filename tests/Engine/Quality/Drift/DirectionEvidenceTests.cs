using Huracan.Contracts.Reports;
using Huracan.Engine;
using Huracan.Engine.Labels;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Live;
using Huracan.Engine.Quality.Drift;

namespace Huracan.Tests.Engine.Quality.Drift;

public class DirectionEvidenceTests
{
    private const int Bars = 6_000;

    [Fact]
    public void With_sides_the_direction_is_whether_the_side_pays()
    {
        var labels = new LabelSet(1, 0, [1, 0, -1, 0, LabelSet.None, LabelSet.None], new double[6], [1, 2, 3, 4, -1, -1])
        {
            Sides = [1, 1, -1, -1, 1, 0],
        };
        Prediction ofLong = new(0, 0.3f, 0.7f, 0), ofShort = new(0.7f, 0.3f, 0, 0), paid = new(0.3f, 0, 0.7f, 0);

        Assert.Equal((paid, 1), DirectionEvidence.Of(labels, 0, ofLong));
        Assert.Equal((paid, -1), DirectionEvidence.Of(labels, 1, ofLong));
        Assert.Equal((paid, 1), DirectionEvidence.Of(labels, 2, ofShort));
        Assert.Equal((paid, -1), DirectionEvidence.Of(labels, 3, ofShort));
        Assert.Equal((paid, null), DirectionEvidence.Of(labels, 4, ofLong));
        Assert.Equal((new Prediction(0, 1, 0, 0), null), DirectionEvidence.Of(labels, 5, new Prediction(0, 1, 0, 0)));
        Assert.Equal((ofShort, 0), DirectionEvidence.Of(labels with { Sides = null }, 1, ofShort));
    }

    [Fact]
    public void Judges_of_sides_that_are_turned_round_or_shuffled_raise_the_alarm_and_right_ones_do_not()
    {
        var (labels, forecasts) = Market(1);
        var evidence = forecasts.Select((forecast, bar) => DirectionEvidence.Of(labels, bar, forecast)).ToArray();
        var worth = DirectionWorth.Of(
            Array.ConvertAll(evidence, one => one.Forecast), Array.ConvertAll(evidence, one => one.Outcome), 1)!;
        Assert.InRange(worth.Reliability, 0.5, 1);

        (labels, forecasts) = Market(2);
        var pays = Array.ConvertAll(forecasts, one => Math.Max(one.Up, one.Down));

        Assert.Equal(DriftLevel.Ok, Judge(labels, worth, pays));
        Assert.Equal(DriftLevel.Alarm, Judge(labels, worth, Array.ConvertAll(pays, p => 1 - p)));
        new SeededRandom(3).Shuffle(pays);
        Assert.Equal(DriftLevel.Alarm, Judge(labels, worth, pays));
    }

    private static DriftLevel Judge(LabelSet labels, DirectionReference worth, float[] pays)
    {
        var detector = new DirectionDetector(worth);
        for (var bar = 0; bar < Bars; bar++)
        {
            var (forecast, outcome) = DirectionEvidence.Of(labels, bar, Forecast(labels.Sides![bar], pays[bar]));
            detector.Add(forecast, outcome);
        }
        return DriftJudge.Judge(detector, worth, new DriftOptions()).Level;
    }

    // A third of the bars have no side.
    private static (LabelSet Labels, Prediction[] Forecasts) Market(ulong seed)
    {
        var random = new SeededRandom(seed);
        sbyte[] sides = new sbyte[Bars], classes = new sbyte[Bars];
        var forecasts = new Prediction[Bars];
        for (var bar = 0; bar < Bars; bar++)
        {
            sides[bar] = (sbyte)(3 * random.NextDouble() - 1.5 is var draw && draw < -0.5 ? -1 : draw > 0.5 ? 1 : 0);
            var pays = 0.15f + 0.7f * (float)random.NextDouble();
            forecasts[bar] = Forecast(sides[bar], pays);
            classes[bar] = sides[bar] == 0 ? LabelSet.None : random.NextDouble() < pays ? sides[bar] : (sbyte)0;
        }
        return (new LabelSet(1, 0, classes, new double[Bars], [.. Enumerable.Range(1, Bars)]) { Sides = sides }, forecasts);
    }

    private static Prediction Forecast(int side, float pays) =>
        side == 0 ? new Prediction(0, 1, 0, 0) : side > 0 ? new Prediction(0, 1 - pays, pays, 0) : new Prediction(pays, 1 - pays, 0, 0);
}
