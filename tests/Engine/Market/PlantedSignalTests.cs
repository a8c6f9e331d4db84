using Huracan.Contracts;
using Huracan.Engine.Market;

namespace Huracan.Tests.Engine.Market;

public class PlantedSignalTests
{
    [Theory]
    [InlineData(3.0, 4, 0.02, 14.0, 15)]
    [InlineData(1.5, 8, 0.05, 14.0, 15)]
    [InlineData(6.0, 1, 0.05, 8.0, 15)]
    [InlineData(2.0, 6, 0.05, 20.0, 60)]
    public void The_oracle_earns_the_Sharpe_ratio_that_was_planted(double sharpe, int horizon, double probability, double cost, int minutes)
    {
        var signal = new PlantedSignal { NetSharpe = sharpe, Horizon = horizon, Probability = probability, RoundTripCostBps = cost };
        const int seeds = 6, bars = 100_000;
        double direct = 0, paired = 0;
        for (ulong seed = 1; seed <= seeds; seed++)
        {
            var net = Oracle(Path(signal, seed, bars, minutes), signal);
            direct += Sharpe(net, net.Average(), minutes) / seeds;
            // The same shocks without the drift: taking their luck away leaves what the drift itself earns.
            var free = signal with { NetSharpe = 0, RoundTripCostBps = 0 };
            paired += Sharpe(net, net.Average() - Oracle(Path(free, seed, bars, minutes), free).Average(), minutes) / seeds;
        }
        // An estimate over y years errs by about 1/√y, a little more with fat tails.
        var error = 1.2 / Math.Sqrt(seeds * bars / new Timeframe(minutes).BarsPerYear);
        Assert.InRange(direct, sharpe - 3.5 * error, sharpe + 3.5 * error);
        Assert.InRange(paired / sharpe, 0.93, 1.07);
    }

    [Fact]
    public void The_drift_solves_the_equation_it_is_derived_from()
    {
        var signal = new PlantedSignal { NetSharpe = 2.5, Horizon = 6, Probability = 0.03, RoundTripCostBps = 12 };
        const double sigma = 0.004;
        var mu = signal.DriftPerBar(sigma, Timeframe.M15);
        var rate = signal.TradesPerBar;
        var mean = rate * (6 * mu - 0.0012);
        var square = rate * (6 * (sigma * sigma + mu * mu) - 2 * 0.0012 * mu + 0.0012 * 0.0012);
        Assert.Equal(2.5, Math.Sqrt(35_040) * mean / Math.Sqrt(square - mean * mean), 9);
        Assert.Equal(0.0012 / 6, (signal with { NetSharpe = 0 }).DriftPerBar(sigma, Timeframe.M15), 12);
    }

    [Fact]
    public void Without_drift_the_oracle_and_the_holder_earn_nothing_before_costs()
    {
        // The same events without their drift: what the signal does not put in, no one can take out.
        var signal = new PlantedSignal { NetSharpe = 0, RoundTripCostBps = 0, Horizon = 4, Probability = 0.05 };
        double oracle = 0, oracleSquares = 0, holder = 0, holderSquares = 0;
        for (ulong seed = 1; seed <= 10; seed++)
        {
            var path = Path(signal, seed, 100_000, 15);
            Assert.Equal(0, path.DriftPerBar);
            foreach (var r in Oracle(path, signal))
                (oracle, oracleSquares) = (oracle + r, oracleSquares + r * r);
            for (var t = 1; t < path.Candles.Count; t++)
            {
                var r = path.Candles.Open[t] / path.Candles.Open[t - 1] - 1;
                (holder, holderSquares) = (holder + r, holderSquares + r * r);
            }
        }
        Assert.InRange(oracle / Math.Sqrt(oracleSquares), -3.5, 3.5);
        Assert.InRange(holder / Math.Sqrt(holderSquares), -3.5, 3.5);
    }

    [Fact]
    public void Events_can_be_detected_from_the_candles_alone()
    {
        var path = Path(new PlantedSignal(), 5, 60_000, 15);
        var events = path.Events.ToDictionary(e => e.Bar, e => e.Direction);
        int found = 0, right = 0, seen = 0;
        var past = new double[96];
        for (var t = 96; t < path.Candles.Count; t++)
        {
            path.Candles.Volume.AsSpan(t - 96, 96).CopyTo(past);
            Array.Sort(past);
            if (path.Candles.Volume[t] < 5 * past[48])
                continue;
            seen++;
            if (!events.TryGetValue(t, out var direction))
                continue;
            found++;
            right += direction == Math.Sign(path.Candles.Close[t] - path.Candles.Open[t]) ? 1 : 0;
        }
        Assert.InRange(found / (double)events.Count, 0.95, 1);
        Assert.InRange(found / (double)seen, 0.9, 1);
        Assert.Equal(found, right);
    }

    [Fact]
    public void Events_come_as_often_as_promised_and_never_during_a_trade()
    {
        var signal = new PlantedSignal { Horizon = 10, Probability = 0.1 };
        var events = Path(signal, 3, 100_000, 15).Events;
        Assert.InRange(events.Count / 100_000.0 / signal.TradesPerBar, 0.97, 1.03);
        Assert.All(events.Zip(events.Skip(1)), pair => Assert.True(pair.Second.Bar > pair.First.Bar + 10));
        Assert.InRange(events.Average(e => e.Direction), -0.1, 0.1);
    }

    [Fact]
    public void A_ratio_that_no_drift_can_give_is_refused() =>
        Assert.Throws<InputRefusedException>(() =>
            new PlantedSignal { NetSharpe = 50, Probability = 0.0001, Horizon = 1 }.DriftPerBar(0.01, Timeframe.D1));

    private static SimulatedPath Path(PlantedSignal signal, ulong seed, int bars, int minutes) =>
        new SimulatedMarket(new()
        {
            Seed = seed,
            Bars = bars,
            Timeframe = new(minutes),
            Coins = 1,
            IncludeBitcoin = false,
            StepsPerBar = 3,
            Signal = signal,
        })
            .Simulate("SIM001USDT", default);

    /// <summary>
    /// Net return of every candle for one unit of notional: enter at the open after the event, leave a horizon later, pay at entry.
    /// </summary>
    private static double[] Oracle(SimulatedPath path, PlantedSignal signal)
    {
        var open = path.Candles.Open;
        var net = new double[open.Length - 1];
        foreach (var e in path.Events)
        {
            for (var t = e.Bar + 1; t <= e.Bar + signal.Horizon && t < net.Length; t++)
                net[t] += e.Direction * (open[t + 1] / open[t] - 1) - (t == e.Bar + 1 ? signal.RoundTripCostBps / 10_000 : 0);
        }
        return net;
    }

    private static double Sharpe(double[] net, double mean, int minutes)
    {
        var average = net.Average();
        var variance = net.Sum(r => (r - average) * (r - average)) / (net.Length - 1);
        return mean / Math.Sqrt(variance) * Math.Sqrt(new Timeframe(minutes).BarsPerYear);
    }
}
