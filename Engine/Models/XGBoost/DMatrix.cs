using static Huracan.Engine.Models.XGBoost.NativeXGBoost;

namespace Huracan.Engine.Models.XGBoost;

/// <summary>XGBoost's own copy of labelled rows.</summary>
internal sealed class DMatrix : IDisposable
{
    private DMatrix(nint handle) => Handle = handle;

    public nint Handle { get; private set; }

    /// <param name="samples">The rows and their classes.</param>
    /// <param name="weights">Weight of each sample; null weighs all the same.</param>
    /// <param name="margins">Where the trees of each class start from.</param>
    public static DMatrix From(Samples samples, float[]? weights, float[] margins)
    {
        Check(XGDMatrixCreateFromMat_omp(
            in SampleRows.Of(samples)[0], (ulong)samples.Count, (ulong)samples.Table.Features, float.NaN, out var handle, threads: 1));
        var matrix = new DMatrix(handle);
        try
        {
            Check(XGDMatrixSetFloatInfo(handle, "label", in Array.ConvertAll(samples.Classes, c => (float)c)[0], (ulong)samples.Count));
            if (weights is not null)
                Check(XGDMatrixSetFloatInfo(handle, "weight", in weights[0], (ulong)samples.Count));
            var starts = new float[samples.Count * margins.Length];
            for (var i = 0; i < samples.Count; i++)
                margins.CopyTo(starts, i * margins.Length);
            Check(XGDMatrixSetFloatInfo(handle, "base_margin", in starts[0], (ulong)starts.Length));
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

    public void Dispose()
    {
        if (Handle != 0)
            Check(XGDMatrixFree(Handle));
        Handle = 0;
    }
}
