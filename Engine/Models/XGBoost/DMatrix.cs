using static Huracan.Engine.Models.XGBoost.NativeXGBoost;

namespace Huracan.Engine.Models.XGBoost;

/// <summary>XGBoost's own copy of labelled rows.</summary>
internal sealed class DMatrix : IDisposable
{
    private DMatrix(nint handle) => Handle = handle;

    public nint Handle { get; private set; }

    /// <param name="samples">The rows.</param>
    /// <param name="labels">What the trees learn of each, such as its class.</param>
    /// <param name="weights">Weight of each sample; null weighs all the same.</param>
    /// <param name="margins">Where the trees of each output start from.</param>
    public static DMatrix From(Samples samples, float[] labels, float[]? weights, ReadOnlySpan<float> margins)
    {
        Check(XGDMatrixCreateFromMat_omp(
            in SampleRows.Of(samples)[0], (ulong)samples.Count, (ulong)samples.Table.Features, float.NaN, out var handle, threads: 1));
        var matrix = new DMatrix(handle);
        try
        {
            Check(XGDMatrixSetFloatInfo(handle, "label", in labels[0], (ulong)samples.Count));
            if (weights is not null)
                Check(XGDMatrixSetFloatInfo(handle, "weight", in weights[0], (ulong)samples.Count));
            matrix.StartFrom(samples.Count, margins);
            return matrix;
        }
        catch
        {
            matrix.Dispose();
            throw;
        }
    }

    /// <param name="table">Rows to forecast.</param>
    /// <param name="bars">Which of them, one or more.</param>
    public static DMatrix From(FeatureTable table, ReadOnlySpan<int> bars)
    {
        Check(XGDMatrixCreateFromMat_omp(
            in SampleRows.Of(table, bars)[0], (ulong)bars.Length, (ulong)table.Features, float.NaN, out var handle, threads: 1));
        return new DMatrix(handle);
    }

    /// <summary>Sets where the trees of each output start from, the same for every row.</summary>
    public void StartFrom(int rows, ReadOnlySpan<float> margins)
    {
        var starts = new float[rows * margins.Length];
        for (var i = 0; i < rows; i++)
            margins.CopyTo(starts.AsSpan(i * margins.Length));
        Check(XGDMatrixSetFloatInfo(Handle, "base_margin", in starts[0], (ulong)starts.Length));
    }

    public void Dispose()
    {
        if (Handle != 0)
            Check(XGDMatrixFree(Handle));
        Handle = 0;
    }
}
