using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Engine.Champions;

namespace Huracan.Tests.Engine.Champions;

/// <summary>
/// A champion and challengers of known worth over simulated bars. Days have a volatility that clusters (log-normal, autocorrelation 0.98)
/// and, on top, a factor that makes daily returns Student's t with 4 degrees of freedom; the mean return goes with the volatility. Losses
/// of forecasts overlap as horizons do (a moving average over the bars to the outcome).
/// </summary>
internal sealed record ShadowMarket(ShadowPlan Plan, int Days)
{
    private const double Persistence = 0.98;
    private const double Innovation = 0.12;
    private const double LogVariance = Innovation * Innovation / (1 - Persistence * Persistence);
    private const double MeanLoss = 1.05;
    private const double LossDeviation = 0.2;

    /// <summary>Annual Sharpe ratio of the champion; 0 and no variance where it is cash.</summary>
    public double ChampionSharpe { get; init; } = 1;

    /// <summary>Annual Sharpe ratio of each challenger less the champion's.</summary>
    public double SharpeGain { get; init; }

    /// <summary>Expected loss of the champion less that of a challenger, nats per forecast.</summary>
    public double SkillGain { get; init; }

    /// <summary>Correlation of returns, and of losses, between any two of the models; 1 makes them equal.</summary>
    public double Correlation { get; init; } = 0.5;

    /// <summary>
    /// Probability a day that a challenger crashes by ten ordinary days; its other days are the better for it, so that its mean stays.
    /// </summary>
    public double CrashProbability { get; init; }

    /// <summary>Trades each model closes a day.</summary>
    public int TradesPerDay { get; init; } = 1;

    /// <summary>Median volatility of a bar; that of all days together is e to the variance of its logarithm times as large.</summary>
    public double BarVolatility { get; init; } = 0.001;

    /// <summary>The same with a volatility of all days together, of a year, as a share.</summary>
    public ShadowMarket WithVolatility(double annual) =>
        this with { BarVolatility = annual / Math.Sqrt(Plan.Timeframe.BarsPerYear) / Math.Exp(LogVariance) };

    public ShadowBars Draw(ulong seed)
    {
        var random = new SeededRandom(seed);
        var bars = Plan.BarsPerDay;
        var models = Plan.Challengers + 1;
        var series = Enumerable.Range(0, models).Select(_ => (Losses: new double[Days * bars], Returns: new double[Days * bars])).ToArray();
        var logVolatility = Math.Sqrt(LogVariance) * random.NextGaussian();
        for (var day = 0; day < Days; day++)
        {
            logVolatility = Persistence * logVolatility + Innovation * random.NextGaussian();
            var volatility = BarVolatility * Math.Exp(logVolatility);
            var tail = Math.Sqrt(2 / ChiSquareOfFour(random)); // t with 4 degrees of freedom over √2, its deviation
            var crashes = Enumerable.Range(0, models).Select(_ => CrashProbability > 0 && random.NextDouble() < CrashProbability).ToArray();
            for (var i = 0; i < bars; i++)
            {
                var common = random.NextGaussian();
                for (var m = 0; m < models; m++)
                {
                    // With a mean that goes with the volatility V, the ratio over all days is that of one day times E V / √(E V²).
                    var annual = (ChampionSharpe + (m == 0 ? 0 : SharpeGain)) * Math.Exp(LogVariance / 2);
                    var noise = Math.Sqrt(Correlation) * common + Math.Sqrt(1 - Correlation) * random.NextGaussian();
                    var crash = m == 0 ? 0 : 10 / Math.Sqrt(bars) * (CrashProbability - (crashes[m] && i == 0 ? bars : 0));
                    series[m].Returns[day * bars + i] = m == 0 && Plan.ChampionIsCash
                        ? 0
                        : Math.Max(-0.5, volatility * (annual / Math.Sqrt(Plan.Timeframe.BarsPerYear) + tail * noise + crash));
                }
            }
        }
        FillLosses(random, series.Select(one => one.Losses).ToArray());
        var trades = Trades();
        var all = series.Select((one, m) => new ShadowSeries(
            one.Losses, one.Returns, m == 0 && Plan.ChampionIsCash ? new int[trades.Length] : trades)).ToArray();
        return new ShadowBars(all[0], all[1..]);
    }

    private void FillLosses(SeededRandom random, double[][] losses)
    {
        var window = Plan.OutcomeBars;
        var noise = losses.Select(_ => new double[Days * Plan.BarsPerDay + window]).ToArray();
        for (var t = 0; t < noise[0].Length; t++)
        {
            var common = random.NextGaussian();
            foreach (var one in noise)
                one[t] = Math.Sqrt(Correlation) * common + Math.Sqrt(1 - Correlation) * random.NextGaussian();
        }
        for (var m = 0; m < losses.Length; m++)
        {
            var mean = MeanLoss - (m == 0 ? 0 : SkillGain);
            for (var t = 0; t < losses[m].Length; t++)
            {
                var sum = 0.0;
                for (var i = 0; i < window; i++)
                    sum += noise[m][t + i];
                losses[m][t] = t >= losses[m].Length - window ? double.NaN : Math.Max(0, mean + LossDeviation * sum / Math.Sqrt(window));
            }
        }
    }

    private int[] Trades()
    {
        var trades = new int[Days * Plan.BarsPerDay];
        for (var day = 0; day < Days; day++)
            trades[day * Plan.BarsPerDay] = TradesPerDay;
        return trades;
    }

    private static double ChiSquareOfFour(SeededRandom random) =>
        -2 * (Math.Log(1 - random.NextDouble()) + Math.Log(1 - random.NextDouble()));
}
