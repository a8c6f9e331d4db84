using Huracan.Engine.Features.Rolling;

namespace Huracan.Engine.Features;

/// <summary>Rolling mean and sample standard deviation of one column.</summary>
internal sealed class Deviation
{
    private readonly double[] mean;
    private readonly double[] std;
    private readonly int count;

    private Deviation(FeatureInput input)
    {
        mean = input.Rent();
        std = input.Rent();
        count = input.Count;
    }

    public ReadOnlySpan<double> Mean => mean.AsSpan(0, count);

    public ReadOnlySpan<double> Std => std.AsSpan(0, count);

    public void Deconstruct(out ReadOnlySpan<double> mean, out ReadOnlySpan<double> std)
    {
        mean = Mean;
        std = Std;
    }

    /// <summary>Of the <paramref name="window"/> values up to each bar, from <c>first + window - 1</c> on.</summary>
    public static Deviation Of(FeatureInput input, ReadOnlySpan<double> values, int first, int window)
    {
        var deviation = new Deviation(input);
        RollingDeviation.Fill(values, first, window, deviation.mean.AsSpan(0, values.Length), deviation.std.AsSpan(0, values.Length));
        return deviation;
    }
}
