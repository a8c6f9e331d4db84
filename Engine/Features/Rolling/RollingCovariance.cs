namespace Huracan.Engine.Features.Rolling;

/// <summary>Variances and covariance of two columns over a sliding window, in blocks as <see cref="RollingDeviation"/>.</summary>
internal static class RollingCovariance
{
    /// <summary>
    /// For the <paramref name="window"/> pairs up to each bar, from <c>first + window - 1</c> on: variance of x, variance of y and
    /// covariance (ddof 1); a window of equal values has a variance of exactly 0.
    /// </summary>
    /// <param name="x">One column; read from <paramref name="first"/> on.</param>
    /// <param name="y">The other, as long.</param>
    /// <param name="first">First bar at which both have a value.</param>
    /// <param name="window">Length of the window, 2 or more.</param>
    public static Pair[] Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int first, int window)
    {
        var pairs = new Pair[x.Length];
        var tail = new Sums[window + 1];
        for (var block = first; block < x.Length; block += window)
        {
            var (pivotX, pivotY) = (x[block], y[block]);
            var sum = default(Sums);
            for (var j = window - 1; j > 0 && block > first; j--)
                tail[j] = sum = sum.Plus(x[block - window + j] - pivotX, y[block - window + j] - pivotY);
            sum = default;
            var end = Math.Min(window, x.Length - block);
            for (var j = 0; j < end; j++)
            {
                sum = sum.Plus(x[block + j] - pivotX, y[block + j] - pivotY);
                pairs[block + j] = sum.Plus(tail[j + 1]).Central(window);
            }
        }
        return pairs;
    }

    /// <summary>Second moments of one window.</summary>
    public readonly record struct Pair(double VarianceX, double VarianceY, double Covariance)
    {
        /// <summary>Correlation of Pearson, -1 to 1; 0 where either column does not vary.</summary>
        public double Correlation
        {
            get
            {
                var scale = Math.Sqrt(VarianceX) * Math.Sqrt(VarianceY);
                return scale > 0 ? Math.Clamp(Covariance / scale, -1, 1) : 0;
            }
        }

        /// <summary>Slope of the regression of y on x; 0 where x does not vary.</summary>
        public double Slope => VarianceX > 0 ? Covariance / VarianceX : 0;
    }

    private readonly record struct Sums(double X, double Y, double XX, double YY, double XY)
    {
        public Sums Plus(double x, double y) => new(X + x, Y + y, XX + x * x, YY + y * y, XY + x * y);

        public Sums Plus(Sums other) => new(X + other.X, Y + other.Y, XX + other.XX, YY + other.YY, XY + other.XY);

        public Pair Central(double n) =>
            new(Math.Max(0, XX - X * X / n) / (n - 1), Math.Max(0, YY - Y * Y / n) / (n - 1), (XY - X * Y / n) / (n - 1));
    }
}
