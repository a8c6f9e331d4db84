using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Engine.Market;

namespace Huracan.Tests.Engine.Features;

/// <summary>Simulated zero-drift Brownian bars of 1,000 steps, whose variance per bar is known (formulas F10).</summary>
public class VolatilityOracleTests
{
    private const int Bars = 6000;
    private const int Steps = 1000;
    private const double Sigma = 0.01;
    private static readonly CandleSeries Candles = Simulate();

    [Theory]
    [InlineData("realized_volatility", 1.00, 0.05)]
    [InlineData("parkinson", 0.95, 0.02)] // the range of discrete steps falls short of the path's by about 5 %
    [InlineData("garman_klass", 0.94, 0.02)]
    [InlineData("rogers_satchell", 0.93, 0.03)]
    [InlineData("yang_zhang", 0.93, 0.03)]
    public void Variance_is_the_known_one_less_the_bias_of_discrete_steps(string kind, double share, double tolerance)
    {
        var sigma = Column(kind, Bars - 1)[^1];
        Assert.InRange(sigma * sigma / (Sigma * Sigma), share - tolerance, share + tolerance);
    }

    [Theory]
    [InlineData("parkinson", 3.5)]
    [InlineData("garman_klass", 5)]
    [InlineData("rogers_satchell", 4)]
    [InlineData("yang_zhang", 5)]
    public void Estimators_from_the_range_vary_less_than_that_from_closes(string kind, double efficiency) =>
        Assert.True(RelativeVariance("realized_volatility") / RelativeVariance(kind) > efficiency);

    private static double RelativeVariance(string kind)
    {
        const int Window = 20;
        var column = Column(kind, Window);
        var variances = Enumerable.Range(1, Bars / Window - 1).Select(i => column[i * Window] * column[i * Window]).ToArray();
        var mean = variances.Average();
        return variances.Average(variance => (variance - mean) * (variance - mean)) / (mean * mean);
    }

    private static double[] Column(string kind, int period) =>
        FeatureExamples.Compute(
            FeatureExamples.Spec("x", kind, ("period", period.ToString(System.Globalization.CultureInfo.InvariantCulture))), Candles);

    private static CandleSeries Simulate()
    {
        var random = new SeededRandom(17);
        var step = Sigma / Math.Sqrt(Steps);
        var times = Enumerable.Range(0, Bars).Select(i => i * Timeframe.H1.Milliseconds).ToArray();
        var (open, high, low, close) = (new double[Bars], new double[Bars], new double[Bars], new double[Bars]);
        var log = 0.0;
        for (var t = 0; t < Bars; t++)
        {
            double start = log, top = log, bottom = log;
            for (var i = 0; i < Steps; i++)
            {
                log += step * random.NextGaussian();
                top = Math.Max(top, log);
                bottom = Math.Min(bottom, log);
            }
            (open[t], high[t], low[t], close[t]) = (Math.Exp(start), Math.Exp(top), Math.Exp(bottom), Math.Exp(log));
        }
        return new CandleSeries("SIM", Timeframe.H1, times, open, high, low, close, Enumerable.Repeat(1.0, Bars).ToArray());
    }
}
