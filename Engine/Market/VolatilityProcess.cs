using Huracan.Contracts;
using MathNet.Numerics.Distributions;

namespace Huracan.Engine.Market;

/// <summary>
/// The variance of one candle after another, against a long-run mean of exactly 1: regime level × clustering × tail.
/// Regimes are a Markov chain started in its stationary law; the clustering is exp(h − s²/2) with h a Gaussian AR(1) of standard
/// deviation s; the tail is (ν − 2)/χ²_ν, drawn from 4,096 equally likely quantiles and scaled to mean 1, so that a Gaussian candle
/// of this variance is Student's t with ν degrees of freedom, cut off near 8 standard deviations (ν = 4).
/// </summary>
internal sealed class VolatilityProcess
{
    private const int TailQuantiles = 4096;
    private readonly SeededRandom random;
    private readonly double[] regimeVariance;
    private readonly double[] regimeDrift;
    private readonly double[] leave;
    private readonly double[] tail;
    private readonly double persistence;
    private readonly double logSd;
    private int regime;
    private double log;

    public VolatilityProcess(SimulatorOptions options, double[] tail, SeededRandom random)
    {
        this.random = random;
        this.tail = tail;
        var regimes = options.Regimes;
        var barDays = options.Timeframe.Minutes / (double)Timeframe.D1.Minutes;
        // With any other regime equally likely next, the embedded chain is uniform, so time is spent in proportion to the mean stay.
        leave = [.. regimes.Select(r => regimes.Count == 1 ? 0 : Math.Min(1, barDays / r.MeanDays))];
        var stay = leave.Select(l => l == 0 ? 1 : 1 / l).ToArray();
        var total = stay.Sum();
        var mean = 0.0;
        for (var i = 0; i < regimes.Count; i++)
            mean += stay[i] / total * regimes[i].Volatility * regimes[i].Volatility;
        regimeVariance = [.. regimes.Select(r => r.Volatility * r.Volatility / mean)];
        regimeDrift = [.. regimes.Select(r => r.AnnualDrift / options.Timeframe.BarsPerYear)];
        persistence = Math.Pow(0.5, barDays / options.VolatilityHalfLifeDays);
        logSd = options.VolatilityOfLogVariance;

        var place = random.NextDouble() * total;
        while (regime < regimes.Count - 1 && place >= stay[regime])
            place -= stay[regime++];
        log = logSd * random.NextGaussian();
    }

    /// <summary>Lasting part of the variance of the current candle: regime and clustering, mean 1.</summary>
    public double Level { get; private set; }

    /// <summary>Variance of the current candle, mean 1.</summary>
    public double Variance { get; private set; }

    /// <summary>Drift of the current candle, simple return.</summary>
    public double Drift { get; private set; }

    /// <summary>Goes on to the next candle.</summary>
    public void Next()
    {
        if (random.NextDouble() < leave[regime])
            regime = (regime + 1 + random.NextInt(regimeVariance.Length - 1)) % regimeVariance.Length;
        log = persistence * log + Math.Sqrt(1 - persistence * persistence) * logSd * random.NextGaussian();
        Level = regimeVariance[regime] * Math.Exp(log - logSd * logSd / 2);
        Variance = Level * tail[random.NextInt(TailQuantiles)];
        Drift = regimeDrift[regime];
    }

    /// <summary>The equally likely values of the tail, mean 1.</summary>
    public static double[] TailOf(double degrees)
    {
        var values = new double[TailQuantiles];
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
            sum += values[i] = 1 / ChiSquared.InvCDF(degrees, (i + 0.5) / TailQuantiles);
        for (var i = 0; i < values.Length; i++)
            values[i] *= TailQuantiles / sum;
        return values;
    }
}
