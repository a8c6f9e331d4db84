using static Huracan.Engine.Models.LightGBM.NativeLightGBM;

namespace Huracan.Engine.Models.LightGBM;

/// <summary>LightGBM's own binned copy of labelled rows.</summary>
internal sealed unsafe class LightGBMDataset : IDisposable
{
    private readonly Samples samples;

    private LightGBMDataset(nint handle, Samples samples) => (Handle, this.samples) = (handle, samples);

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
        var dataset = new LightGBMDataset(handle, samples);
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

    /// <summary>Has the trees of a training start from what other trees forecast, in place of the classes' frequencies.</summary>
    public void StartFrom(LightGBMBooster trees)
    {
        var rows = trees.RawScores(samples);
        var classes = rows.Length / samples.Count;
        var scores = new double[rows.Length]; // by class, as the library has them here alone
        for (var i = 0; i < rows.Length; i++)
            scores[i % classes * samples.Count + i / classes] = rows[i];
        fixed (double* data = scores)
            Check(LGBM_DatasetSetField(Handle, "init_score", data, scores.Length, Float64));
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
