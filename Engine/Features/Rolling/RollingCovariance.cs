namespace Huracan.Engine.Features.Rolling;

/// <summary>Correlation and regression of two columns over a sliding window, in blocks as <see cref="RollingDeviation"/>.</summary>
internal static class RollingCovariance
{
    /// <summary>
    /// Writes Pearson's correlation of the <paramref name="window"/> pairs up to each bar, -1 to 1, from <c>first + window - 1</c> on;
    /// 0 where either column does not vary.
    /// </summary>
    public static void FillCorrelation(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int first, int window, Span<double> correlations) =>
        Fill<Correlation>(x, y, first, window, correlations);

    /// <summary>Writes the slope of the regression of y on x in the same way; 0 where x does not vary.</summary>
    public static void FillSlope(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int first, int window, Span<double> slopes) =>
        Fill<Slope>(x, y, first, window, slopes);

    private static void Fill<TMeasure>(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int first, int window, Span<double> destination)
        where TMeasure : IMeasure
    {
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
                var s = sum.Plus(tail[j + 1]);
                destination[block + j] = TMeasure.Of(
                    Math.Max(0, s.XX - s.X * s.X / window), Math.Max(0, s.YY - s.Y * s.Y / window), s.XY - s.X * s.Y / window);
            }
        }
    }

    /// <summary>What is made of a window's central sums of squares and products.</summary>
    private interface IMeasure
    {
        static abstract double Of(double xx, double yy, double xy);
    }

    private readonly struct Correlation : IMeasure
    {
        public static double Of(double xx, double yy, double xy)
        {
            var scale = Math.Sqrt(xx) * Math.Sqrt(yy);
            return scale > 0 ? Math.Clamp(xy / scale, -1, 1) : 0;
        }
    }

    private readonly struct Slope : IMeasure
    {
        public static double Of(double xx, double yy, double xy) => xx > 0 ? xy / xx : 0;
    }

    private readonly record struct Sums(double X, double Y, double XX, double YY, double XY)
    {
        public Sums Plus(double x, double y) => new(X + x, Y + y, XX + x * x, YY + y * y, XY + x * y);

        public Sums Plus(Sums other) => new(X + other.X, Y + other.Y, XX + other.XX, YY + other.YY, XY + other.XY);
    }
}
