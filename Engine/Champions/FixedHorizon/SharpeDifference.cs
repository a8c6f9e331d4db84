using Huracan.Contracts.Champions;

namespace Huracan.Engine.Champions.FixedHorizon;

/// <summary>
/// Ledoit and Wolf's test of "the challenger's Sharpe ratio is higher", one-sided, for one look at a moment chosen beforehand:
/// Δ = SR_B − SR_A over its standard error, compared with (Δ* − Δ) over its own in samples of circular blocks. The standard error is that
/// of the delta method over the means and mean squares of both, their long-run variance by Bartlett's weights of lag b − 1, which is what
/// blocks of length b have in expectation (the source has a kernel of its own choice); in a sample it is that of its blocks. A side without
/// variance, such as cash, has a ratio of 0 without error.
/// Source: Ledoit and Wolf, "Robust performance hypothesis testing with the Sharpe ratio", J. Empirical Finance 15(5), 2008. Formula F8.
/// </summary>
public sealed class SharpeDifference
{
    private readonly int count;
    private readonly int block;
    private readonly Moments[] blocks;

    private SharpeDifference(ReadOnlySpan<double> champion, ReadOnlySpan<double> challenger, int block)
    {
        count = champion.Length;
        this.block = block;
        var days = new Moments[count];
        for (var t = 0; t < count; t++)
            days[t] = new Moments(champion[t], challenger[t], champion[t] * champion[t], challenger[t] * challenger[t]);
        blocks = new Moments[count];
        for (var start = 0; start < count; start++)
        {
            for (var i = 0; i < block; i++)
                blocks[start] += days[(start + i) % count];
        }
        var mean = days.Aggregate((sum, day) => sum + day) / count;
        Difference = mean.SharpeDifference;
        var gradient = mean.Gradient;
        var influence = Array.ConvertAll(days, day => gradient.Dot(day - mean));
        Error = Math.Sqrt(LongRunVariance.Bartlett(influence, block - 1) / count);
    }

    /// <summary>Δ, per period.</summary>
    public double Difference { get; }

    /// <summary>Standard error of Δ.</summary>
    public double Error { get; }

    /// <summary>Δ over its standard error; NaN without variance.</summary>
    public double Statistic => Error > 0 ? Difference / Error : double.NaN;

    /// <summary>Prepares the test of two series of returns of the same periods.</summary>
    /// <param name="champion">Net returns of the champion, 1 or more.</param>
    /// <param name="challenger">Net returns of the challenger, as many.</param>
    /// <param name="block">b, length of a block, 1 to half the number of periods.</param>
    public static SharpeDifference Of(ReadOnlySpan<double> champion, ReadOnlySpan<double> challenger, int block)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(challenger.Length, champion.Length, nameof(challenger));
        ArgumentOutOfRangeException.ThrowIfLessThan(block, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(2 * block, champion.Length, nameof(block));
        return new SharpeDifference(champion, challenger, block);
    }

    /// <summary>The test, its p-value being (1 + samples with as much) / (1 + samples).</summary>
    /// <param name="draws">Samples of the bootstrap, 1 or more; the source has 4,999.</param>
    /// <param name="random">Where the blocks start.</param>
    public TestResult Test(int draws, SeededRandom random)
    {
        var observed = Statistic;
        if (double.IsNaN(observed))
            return new TestResult(observed, double.NaN);
        var starts = new int[count / block];
        var asMuch = 1;
        for (var draw = 0; draw < draws; draw++)
        {
            for (var j = 0; j < starts.Length; j++)
                starts[j] = random.NextInt(count);
            // A sample without variance counts as one with as much.
            if (!(Sample(starts) < observed))
                asMuch++;
        }
        return new TestResult(observed, asMuch / (1.0 + draws));
    }

    /// <summary>(Δ* − Δ) over its standard error in the sample of blocks that start at <paramref name="starts"/>.</summary>
    internal double Sample(ReadOnlySpan<int> starts)
    {
        var sum = default(Moments);
        foreach (var start in starts)
            sum += blocks[start];
        var n = (double)starts.Length * block;
        var mean = sum / n;
        var gradient = mean.Gradient;
        var squares = 0.0;
        foreach (var start in starts)
        {
            var influence = gradient.Dot(blocks[start]) - block * gradient.Dot(mean);
            squares += influence * influence;
        }
        // The mean of (block sum)²/b over the blocks estimates the long-run variance.
        var error = Math.Sqrt(squares / n / n);
        return error > 0 ? (mean.SharpeDifference - Difference) / error : double.NaN;
    }

    // Sums or means of r_A, r_B, r_A² and r_B², or the derivatives of the difference by these means.
    private readonly record struct Moments(double A, double B, double SquareA, double SquareB)
    {
        public double SharpeDifference => Ratio(B, SquareB) - Ratio(A, SquareA);

        public Moments Gradient
        {
            get
            {
                var (a, b) = (Cube(A, SquareA), Cube(B, SquareB));
                return new Moments(-SquareA * a, SquareB * b, A / 2 * a, -B / 2 * b);
            }
        }

        public double Dot(Moments other) => A * other.A + B * other.B + SquareA * other.SquareA + SquareB * other.SquareB;

        public static Moments operator +(Moments x, Moments y) => new(x.A + y.A, x.B + y.B, x.SquareA + y.SquareA, x.SquareB + y.SquareB);

        public static Moments operator -(Moments x, Moments y) => new(x.A - y.A, x.B - y.B, x.SquareA - y.SquareA, x.SquareB - y.SquareB);

        public static Moments operator /(Moments x, double n) => new(x.A / n, x.B / n, x.SquareA / n, x.SquareB / n);

        private static double Ratio(double mean, double square) => Varies(mean, square) ? mean / Math.Sqrt(square - mean * mean) : 0;

        private static double Cube(double mean, double square) => Varies(mean, square) ? Math.Pow(square - mean * mean, -1.5) : 0;

        private static bool Varies(double mean, double square) => square - mean * mean > 1e-13 * square;
    }
}
