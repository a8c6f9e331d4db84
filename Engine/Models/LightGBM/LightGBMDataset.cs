using static Huracan.Engine.Models.LightGBM.NativeLightGBM;

namespace Huracan.Engine.Models.LightGBM;

/// <summary>LightGBM's own binned copy of labelled rows.</summary>
internal sealed unsafe class LightGBMDataset : IDisposable
{
    private LightGBMDataset(nint handle) => Handle = handle;

    public nint Handle { get; private set; }

    /// <param name="samples">The rows.</param>
    /// <param name="labels">What is to be forecast of each.</param>
    /// <param name="weights">Weight of each sample; null weighs all the same.</param>
    /// <param name="parameters">Of the training.</param>
    /// <param name="reference">The dataset whose bins are taken; null makes new ones.</param>
    public static LightGBMDataset From(
        Samples samples, float[] labels, float[]? weights, string parameters, LightGBMDataset? reference)
    {
        nint handle;
        fixed (float* rows = SampleRows.Of(samples))
            Check(LGBM_DatasetCreateFromMat(
                rows, Float32, samples.Count, samples.Table.Features, 1, parameters, reference?.Handle ?? 0, out handle));
        var dataset = new LightGBMDataset(handle);
        try
        {
            dataset.Set("label", labels);
            if (weights is not null)
                dataset.Set("weight", weights);
            return dataset;
        }
        catch
        {
            dataset.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (Handle != 0)
            Check(LGBM_DatasetFree(Handle));
        Handle = 0;
    }

    private void Set(string field, float[] values)
    {
        fixed (float* data = values)
            Check(LGBM_DatasetSetField(Handle, field, data, values.Length, Float32));
    }
}
