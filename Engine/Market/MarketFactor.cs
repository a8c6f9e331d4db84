namespace Huracan.Engine.Market;

/// <summary>The shocks all coins of a simulated market share, drawn once.</summary>
internal sealed class MarketFactor
{
    private readonly float[] shocks;
    private readonly double[] level;
    private readonly double[] drift;
    private readonly int stride;

    public MarketFactor(SimulatorOptions options, double[] tail)
    {
        var random = new SeededRandom(options.Seed).Fork("market");
        var process = new VolatilityProcess(options, tail, random.Fork("volatility"));
        var steps = random.Fork("shocks");
        stride = options.StepsPerBar + 1;
        shocks = new float[options.Bars * stride];
        level = new double[options.Bars];
        drift = new double[options.Bars];
        for (var t = 0; t < options.Bars; t++)
        {
            process.Next();
            level[t] = process.Level;
            drift[t] = process.Drift;
            var sd = Math.Sqrt(process.Variance);
            for (var k = 0; k < stride; k++)
                shocks[t * stride + k] = (float)(sd * steps.NextGaussian());
        }
    }

    /// <summary>Shock of a step, variance 1 in the long run; step <c>StepsPerBar</c> is the one to the next open.</summary>
    public double Shock(int bar, int step) => shocks[bar * stride + step];

    /// <summary>Lasting part of the variance of a candle, mean 1.</summary>
    public double Level(int bar) => level[bar];

    /// <summary>Drift of a candle, simple return.</summary>
    public double Drift(int bar) => drift[bar];
}
