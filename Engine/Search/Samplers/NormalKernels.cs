using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MathNet.Numerics;

namespace Huracan.Engine.Search.Samplers;

/// <summary>
/// Kernels of a number: normals truncated at its bounds, on its scale; on a grid their mass around each value. One width serves all, by the
/// rule of Scott ("Multivariate Density Estimation", 1992): spread times n^(-1 / (d + 4)).
/// </summary>
internal sealed class NormalKernels : IKernels
{
    private const double UsualSpread = 0.2; // standard deviation as a share of the range
    private const double UsualCount = 2; // observations that the usual spread is worth beside the observed one
    private const double NarrowestAdaptive = 0.03; // of the range; Watanabe, "Tree-Structured Parzen Estimator", 2023, recommends it
    private const double MostKernelsThatNarrow = 100;
    private const int Exact = 5; // binary digits of the count that the width follows

    private static readonly double PriorLogMass = TruncatedNormal.LogMass(-0.5, 0.5); // of a normal as wide as the range, in its middle

    private readonly Scale scale;
    private readonly int dimensions;
    private readonly KernelWidth rule;
    private readonly GridMasses? grid;
    private readonly List<double> means = [];
    private double sigma;

    /// <param name="scale">The number's scale.</param>
    /// <param name="dimensions">Number of parameters of the estimator.</param>
    /// <param name="rule">How wide the kernels are; not by neighbours.</param>
    public NormalKernels(Scale scale, int dimensions, KernelWidth rule)
    {
        (this.scale, this.dimensions, this.rule) = (scale, dimensions, rule);
        grid = scale.Step is null ? null : new GridMasses(scale);
    }

    public double Shared { get; private set; }

    public void Insert(int place, double value)
    {
        means.Insert(place, scale.There(value));
        grid?.Insert(place, value);
    }

    public void Remove(int place, int count)
    {
        means.RemoveRange(place, count);
        grid?.Remove(place, count);
    }

    public bool Fit(int observations)
    {
        var before = sigma;
        var count = Rounded(observations);
        var spread = rule == KernelWidth.BySpread ? Spread() : UsualSpread * scale.Width;
        var narrowest = rule == KernelWidth.ByCountAlone ? Narrowest(scale, observations) : NarrowestAdaptive * scale.Width;
        sigma = Math.Clamp(spread * Math.Pow(Math.Max(count, 1), -1.0 / (dimensions + 4)), narrowest, scale.Width);
        Shared = LogConstant(scale, sigma);
        if (sigma != before)
            grid?.Fit(sigma);
        return sigma != before;
    }

    public double Own(int kernel) => -TruncatedNormal.LogMass((scale.Low - means[kernel]) / sigma, (scale.High - means[kernel]) / sigma);

    public void AddLogDensity(double value, int from, Span<double> logs)
    {
        var centres = CollectionsMarshal.AsSpan(means).Slice(from, logs.Length);
        if (grid is null)
            AddSquares(scale.There(value), 1 / (sigma * Constants.Sqrt2), centres, logs);
        else
            grid.AddLogMasses(value, centres, from, logs);
    }

    public double PriorLogDensity(double value) => PriorLogDensity(scale, value);

    public double Draw(int kernel, SeededRandom random) => Draw(scale, means[kernel], sigma, random);

    public double DrawPrior(SeededRandom random) => Draw(scale, scale.Middle, scale.Width, random);

    internal static double Narrowest(Scale scale, int observations) => scale.Width / Math.Min(MostKernelsThatNarrow, 2 + observations);

    // a mass has no such factor
    internal static double LogConstant(Scale scale, double sigma) =>
        scale.Step is null ? -0.5 * Math.Log(2 * Math.PI) - Math.Log(sigma) : 0;

    internal static double PriorLogDensity(Scale scale, double value)
    {
        var constant = LogConstant(scale, scale.Width) - PriorLogMass;
        if (scale.Step is { } step)
            return constant
                + TruncatedNormal.LogMass((value - step / 2 - scale.Middle) / scale.Width, (value + step / 2 - scale.Middle) / scale.Width);
        var z = (scale.There(value) - scale.Middle) / scale.Width;
        return constant - 0.5 * z * z;
    }

    internal static double Draw(Scale scale, double mean, double sigma, SeededRandom random) =>
        scale.Back(TruncatedNormal.Quantile(random.NextDouble(), mean, sigma, scale.Low, scale.High));

    // Constants of kernels are costly and hold for one width: of many observations' number only the leading digits count, so that most are
    // kept from trial to trial. The width then is 0.7 percent too wide at most.
    internal static int Rounded(int observations)
    {
        var step = Math.Max(0, BitOperations.Log2((uint)Math.Max(observations, 1)) - Exact);
        return observations >> step << step;
    }

    // Standard deviation of the observations. A few are unreliable, so it is shrunk towards the usual one.
    private double Spread()
    {
        if (means.Count == 0)
            return UsualSpread * scale.Width;
        var mean = means.Average();
        var squares = UsualCount * Math.Pow(UsualSpread * scale.Width, 2);
        foreach (var one in means)
            squares += (one - mean) * (one - mean);
        return Math.Sqrt(squares / (means.Count - 1 + UsualCount));
    }

    private static void AddSquares(double x, double halfPrecision, ReadOnlySpan<double> centres, Span<double> logs)
    {
        var (wide, width) = (Vector512.Create(x), Vector512.Create(halfPrecision));
        var sums = MemoryMarshal.Cast<double, Vector512<double>>(logs);
        var middles = MemoryMarshal.Cast<double, Vector512<double>>(centres);
        for (var i = 0; i < sums.Length; i++)
        {
            var z = (wide - middles[i]) * width;
            sums[i] -= z * z;
        }
        for (var i = sums.Length * Vector512<double>.Count; i < logs.Length; i++)
        {
            var z = (x - centres[i]) * halfPrecision;
            logs[i] -= z * z;
        }
    }
}
