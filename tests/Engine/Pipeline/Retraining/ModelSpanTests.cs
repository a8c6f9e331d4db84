using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Retraining;
using Huracan.Engine.Splits;

namespace Huracan.Tests.Engine.Pipeline.Retraining;

public class ModelSpanTests
{
    private static readonly CandleSeries Candles = DriftMarket.Candles(new SimulatorOptions(), 1, 1000);

    [Fact]
    public void Bars_seen_reach_from_the_first_trained_on_to_the_newest_of_the_run()
    {
        var model = new ModelSpan(At(100), At(700), At(900));

        Assert.Equal((new BarRange(100, 901), new BarRange(901, 1000)), (model.Seen(Candles), model.New(Candles)));
        Assert.Equal((601, 99), (model.TrainedBars(Timeframe.H1), model.NewBars(At(999), Timeframe.H1)));
    }

    [Fact]
    public void A_history_that_begins_later_gives_the_bars_it_has()
    {
        Assert.Equal(new BarRange(0, 901), new ModelSpan(At(-500), At(700), At(900)).Seen(Candles));
        Assert.Equal(new BarRange(0, 0), new ModelSpan(At(-500), At(-100), At(-20)).Seen(Candles));
        Assert.Equal(new BarRange(0, 1000), new ModelSpan(At(-500), At(-100), At(-20)).New(Candles));
    }

    [Fact]
    public void A_history_that_ends_before_has_nothing_new()
    {
        var model = new ModelSpan(At(1100), At(1700), At(1900));

        Assert.Equal((new BarRange(1000, 1000), new BarRange(1000, 1000)), (model.Seen(Candles), model.New(Candles)));
        Assert.Equal(-901, model.NewBars(At(999), Timeframe.H1));
    }

    private static DateTimeOffset At(int bar) => DateTimeOffset.FromUnixTimeMilliseconds(Candles.OpenTimes[0]).AddHours(bar);
}
