using Huracan.Contracts;
using Huracan.Contracts.Trading;
using Huracan.Engine;
using Huracan.Engine.Market;
using Huracan.Engine.Regimes;
using Huracan.Engine.Regimes.HiddenMarkov;

namespace Huracan.Tests.Engine.Regimes;

/// <summary>A market that is four times as volatile for three days out of twenty-three, and told when.</summary>
public class PlantedRegimeTests
{
    private static readonly SimulatorOptions Options = new()
    {
        Coins = 8,
        IncludeBitcoin = false,
        Timeframe = Timeframe.H1,
        Bars = 17_520,
        MarketShare = 0,
        VolatilityOfLogVariance = 0,
        Regimes = [new() { Name = "calm", Volatility = 1, MeanDays = 20 }, new() { Name = "wild", Volatility = 4, MeanDays = 3 }],
    };

    [Theory]
    [InlineData(RegimeKind.Rules, 0.55, 0.7)]
    [InlineData(RegimeKind.Hmm, 0.85, 0.7)]
    public void Wild_days_are_found_as_panic_and_calm_ones_are_not(RegimeKind kind, double leastRecall, double leastPrecision)
    {
        var (found, panic, wild) = (0, 0, 0);
        foreach (var coin in new SimulatedMarket(Options).Coins)
        {
            var candles = Preflight.Check(new SimulatedMarket(Options).Load(coin, Options.Timeframe, default)).Series!;
            var regimes = kind == RegimeKind.Rules ? new RegimeClassifier().Classify(candles) : Hidden(candles);
            var truth = WildBars(coin);
            // The HMM has seen the first half; both are judged on the second.
            for (var bar = Options.Bars / 2; bar < Options.Bars; bar++)
            {
                var isPanic = regimes[bar] == MarketRegime.Panic;
                wild += truth[bar] ? 1 : 0;
                panic += isPanic ? 1 : 0;
                found += truth[bar] && isPanic ? 1 : 0;
            }
        }
        var (recall, precision) = ((double)found / wild, (double)found / panic);
        Assert.True(recall >= leastRecall && precision >= leastPrecision, $"recall {recall:0.000}, precision {precision:0.000}");
    }

    private static RegimeSeries Hidden(CandleSeries candles)
    {
        var regimes = new HiddenMarkovRegimes(new() { Kind = RegimeKind.Hmm });
        return regimes.Classify(candles, regimes.Fit(candles, new(0, Options.Bars / 2)));
    }

    /// <summary>The simulator's own draws again: without clustering and a market factor the level is the regime's variance.</summary>
    private static bool[] WildBars(string coin)
    {
        var process = new VolatilityProcess(
            Options, VolatilityProcess.TailOf(Options.TailDegrees), new SeededRandom(Options.Seed).Fork(coin).Fork("volatility"));
        return [.. Enumerable.Range(0, Options.Bars).Select(_ =>
        {
            process.Next();
            return process.Level > 1;
        })];
    }
}
