using Huracan.Engine.Features.Rolling;

namespace Huracan.Engine.Features;

/// <summary>Rolling mean and sample standard deviation of one column.</summary>
internal sealed record Deviation(double[] Mean, double[] Std)
{
    public static Deviation Of(ReadOnlySpan<double> values, int first, int window)
    {
        var (mean, std) = (GC.AllocateUninitializedArray<double>(values.Length), GC.AllocateUninitializedArray<double>(values.Length));
        RollingDeviation.Fill(values, first, window, mean, std);
        return new Deviation(mean, std);
    }
}
