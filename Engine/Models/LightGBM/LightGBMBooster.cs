using System.Runtime.InteropServices;
using static Huracan.Engine.Models.LightGBM.NativeLightGBM;

namespace Huracan.Engine.Models.LightGBM;

/// <summary>LightGBM's trained or growing trees.</summary>
internal sealed unsafe class LightGBMBooster : IDisposable
{
    private const int ChunkRows = 1024;
    private const string OneThread = "num_threads=1";

    private nint handle;
    private float* rows;
    private double* scores;
    private int width; // scores of a row

    private LightGBMBooster(nint handle) => this.handle = handle;

    /// <param name="train">What the trees learn from.</param>
    /// <param name="validation">What <see cref="Evaluate"/> judges them on as well.</param>
    /// <param name="parameters">The library's.</param>
    /// <param name="earlier">Trees to begin with, from whose forecasts the samples start; null for none.</param>
    public static LightGBMBooster Create(
        LightGBMDataset train, LightGBMDataset? validation, string parameters, LightGBMBooster? earlier = null)
    {
        Check(LGBM_BoosterCreate(train.Handle, parameters, out var handle));
        var booster = new LightGBMBooster(handle);
        try
        {
            if (earlier is not null)
                Check(LGBM_BoosterMerge(handle, earlier.handle));
            if (validation is not null)
                Check(LGBM_BoosterAddValidData(handle, validation.Handle));
            return booster;
        }
        catch
        {
            booster.Dispose();
            throw;
        }
    }

    /// <summary>Reads trees that <see cref="Save"/> wrote.</summary>
    /// <exception cref="LightGBMException">It cannot read them.</exception>
    public static LightGBMBooster Load(ReadOnlySpan<byte> text)
    {
        byte[] terminated = [.. text, 0];
        fixed (byte* bytes = terminated)
        {
            Check(LGBM_BoosterLoadModelFromString(bytes, out _, out var handle));
            return new(handle);
        }
    }

    public int Features
    {
        get
        {
            Check(LGBM_BoosterGetNumFeature(handle, out var count));
            return count;
        }
    }

    public int Classes
    {
        get
        {
            Check(LGBM_BoosterGetNumClasses(handle, out var count));
            return count;
        }
    }

    /// <summary>Grows one round of trees.</summary>
    /// <returns>Whether nothing could be split: the round's trees are dropped, but for the first's, and so not counted.</returns>
    public bool Update()
    {
        Check(LGBM_BoosterUpdateOneIter(handle, out var isFinished));
        return isFinished != 0;
    }

    /// <summary>The metric: 0 on the training samples, 1 on those of validation.</summary>
    public double Evaluate(int dataset)
    {
        Check(LGBM_BoosterGetEval(handle, dataset, out _, out var result));
        return result;
    }

    /// <summary>Raw scores [bars, classes], row-major; one score where it forecasts a number.</summary>
    public void Predict(FeatureTable table, ReadOnlySpan<int> bars, Span<float> margins)
    {
        if (rows == null)
        {
            rows = (float*)NativeMemory.Alloc((nuint)(ChunkRows * table.Features), sizeof(float));
            width = Classes;
            scores = (double*)NativeMemory.Alloc((nuint)(ChunkRows * width), sizeof(double));
        }
        for (var start = 0; start < bars.Length; start += ChunkRows)
        {
            var count = Math.Min(ChunkRows, bars.Length - start);
            for (var i = 0; i < count; i++)
                table.Row(bars[start + i]).CopyTo(new(rows + i * table.Features, table.Features));
            Check(LGBM_BoosterPredictForMat(
                handle, rows, Float32, count, table.Features, 1, NativeLightGBM.RawScores, 0, -1, OneThread, out _, scores));
            for (var i = 0; i < width * count; i++)
                margins[width * start + i] = (float)scores[i];
        }
    }

    /// <summary>A score of each feature as the library has it: 0 counts splits, 1 adds up their gain.</summary>
    public double[] Scores(int kind)
    {
        var result = new double[Features];
        fixed (double* values = result)
            Check(LGBM_BoosterFeatureImportance(handle, 0, kind, values));
        return result;
    }

    /// <summary>Exact SHAP values [bars, 3, features + 1], row-major; the last of each class is what the trees give on average.</summary>
    public double[] Contributions(FeatureTable table, ReadOnlySpan<int> bars) =>
        Predict(SampleRows.Of(table, bars), bars.Length, table.Features, Contribution, table.Features + 1);

    /// <summary>Raw scores [samples, classes], row-major, with all their digits.</summary>
    public double[] RawScores(Samples samples) =>
        Predict(SampleRows.Of(samples), samples.Count, samples.Table.Features, NativeLightGBM.RawScores, 1);

    /// <summary>The first rounds, or all of them, as text in UTF-8.</summary>
    public byte[] Save(int rounds = -1)
    {
        Check(LGBM_BoosterSaveModelToString(handle, 0, rounds, 0, 0, out var length, null));
        var text = new byte[length];
        fixed (byte* bytes = text)
            Check(LGBM_BoosterSaveModelToString(handle, 0, rounds, 0, length, out _, bytes));
        return text[..^1]; // it ends with a zero
    }

    public void Dispose()
    {
        NativeMemory.Free(rows);
        NativeMemory.Free(scores);
        rows = null;
        scores = null;
        if (handle != 0)
            Check(LGBM_BoosterFree(handle));
        handle = 0;
    }

    private double[] Predict(ReadOnlySpan<float> samples, int count, int features, int kind, int numbersPerClass)
    {
        var result = new double[count * Classes * numbersPerClass];
        fixed (float* values = samples)
        fixed (double* written = result)
            Check(LGBM_BoosterPredictForMat(
                handle, values, Float32, count, features, 1, kind, 0, -1, OneThread, out _, written));
        return result;
    }
}
