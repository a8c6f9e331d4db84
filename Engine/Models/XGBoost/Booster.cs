using System.Globalization;
using System.Runtime.InteropServices;
using static Huracan.Engine.Models.XGBoost.NativeXGBoost;

namespace Huracan.Engine.Models.XGBoost;

/// <summary>XGBoost's trained or growing trees.</summary>
internal sealed unsafe class Booster : IDisposable
{
    private const int ChunkRows = 1024;
    private const string PredictConfig =
        """{"type":1,"training":false,"iteration_begin":0,"iteration_end":0,"strict_shape":true,"cache_id":0,"missing":NaN}""";

    private const string MarginConfig = """{"type":1,"training":false,"iteration_begin":0,"iteration_end":0,"strict_shape":true}""";

    private const string ContributionConfig =
        """{"type":2,"training":false,"iteration_begin":0,"iteration_end":0,"strict_shape":true}""";

    private nint handle;
    private int round; // the library's own generator does not depend on it
    private float* chunk;
    private string oneRow = "";

    private Booster(nint handle) => this.handle = handle;

    /// <param name="cached">Matrices whose margins it keeps from round to round.</param>
    /// <param name="parameters">The library's.</param>
    /// <param name="trees">Trees to begin with, as <see cref="Save"/> wrote them; null or empty for none.</param>
    public static Booster Create(
        IReadOnlyList<DMatrix> cached, IEnumerable<(string Name, string Value)> parameters, byte[]? trees = null)
    {
        Check(XGBoosterCreate([.. cached.Select(matrix => matrix.Handle)], (ulong)cached.Count, out var handle));
        var booster = new Booster(handle);
        try
        {
            if (trees is { Length: > 0 })
                booster.Load(trees);
            foreach (var (name, value) in parameters)
                Check(XGBoosterSetParam(handle, name, value));
            return booster;
        }
        catch
        {
            booster.Dispose();
            throw;
        }
    }

    public int Features
    {
        get
        {
            Check(XGBoosterGetNumFeature(handle, out var features));
            return (int)features;
        }
    }

    /// <summary>Grows one round of trees.</summary>
    public void Update(DMatrix matrix) => Check(XGBoosterUpdateOneIter(handle, round++, matrix.Handle));

    /// <summary>Grows one round of trees down a loss of one's own, by its derivatives at the margins of each row.</summary>
    public void Update(DMatrix matrix, float[] gradients, float[] hessians) =>
        Check(XGBoosterBoostOneIter(handle, matrix.Handle, in gradients[0], in hessians[0], (ulong)gradients.Length));

    /// <summary>Sums of the trees and of where they start from, for each row of a matrix and output.</summary>
    public ReadOnlySpan<float> Margins(DMatrix matrix, int length)
    {
        Check(XGBoosterPredictFromDMatrix(handle, matrix.Handle, MarginConfig, out _, out _, out var result));
        return new ReadOnlySpan<float>((float*)result, length);
    }

    /// <summary>The metric on a matrix, parsed from <c>[round]\tname-metric:value</c>.</summary>
    public double Evaluate(DMatrix matrix)
    {
        Check(XGBoosterEvalOneIter(handle, round, [matrix.Handle], ["data"], 1, out var text));
        var line = Marshal.PtrToStringUTF8(text) ?? "";
        return double.Parse(line.AsSpan(line.LastIndexOf(':') + 1), CultureInfo.InvariantCulture);
    }

    /// <summary>The first <paramref name="rounds"/> rounds alone.</summary>
    public Booster Slice(int rounds)
    {
        Check(XGBoosterSlice(handle, 0, rounds, 1, out var slice));
        Check(XGBoosterSetParam(slice, "nthread", "1")); // a slice does not keep it, and would use every core for one row
        return new(slice);
    }

    /// <summary>Sums of the trees [bars, outputs], row-major, written to <paramref name="margins"/>.</summary>
    public void Predict(FeatureTable table, ReadOnlySpan<int> bars, Span<float> margins)
    {
        var outputs = bars.Length == 0 ? 0 : margins.Length / bars.Length;
        if (chunk == null)
        {
            chunk = (float*)NativeMemory.Alloc((nuint)(ChunkRows * table.Features), sizeof(float));
            oneRow = ArrayInterface(1, table.Features);
        }
        for (var start = 0; start < bars.Length; start += ChunkRows)
        {
            var rows = Math.Min(ChunkRows, bars.Length - start);
            for (var i = 0; i < rows; i++)
                table.Row(bars[start + i]).CopyTo(new(chunk + i * table.Features, table.Features));
            var values = rows == 1 ? oneRow : ArrayInterface(rows, table.Features);
            Check(XGBoosterPredictFromDense(handle, values, PredictConfig, 0, out var shape, out _, out var result));
            if (((ulong*)shape)[1] != (ulong)outputs)
                throw new XGBoostException($"The trees have {((ulong*)shape)[1]} outputs; {outputs} are needed.");
            new ReadOnlySpan<float>((float*)result, rows * outputs).CopyTo(margins[(start * outputs)..]);
        }
    }

    /// <summary>
    /// A score of each feature as the library has it: <c>weight</c> (splits), <c>total_gain</c> and others; 0 of one that no tree splits.
    /// </summary>
    public double[] Scores(string kind)
    {
        Check(XGBoosterFeatureScore(
            handle, $$"""{"importance_type":"{{kind}}"}""", out var count, out var names, out _, out _, out var scores));
        var result = new double[Features];
        for (var i = 0; i < (int)count; i++)
        {
            var name = Marshal.PtrToStringUTF8(((nint*)names)[i]) ?? ""; // f0, f1, …
            result[int.Parse(name.AsSpan(1), CultureInfo.InvariantCulture)] = ((float*)scores)[i];
        }
        return result;
    }

    /// <summary>Exact SHAP values [bars, 3, features + 1], row-major; the last of each class is what the trees give on average.</summary>
    public float[] Contributions(FeatureTable table, ReadOnlySpan<int> bars)
    {
        using var matrix = DMatrix.From(table, bars);
        Check(XGBoosterPredictFromDMatrix(handle, matrix.Handle, ContributionConfig, out _, out _, out var result));
        return new ReadOnlySpan<float>((float*)result, bars.Length * 3 * (table.Features + 1)).ToArray();
    }

    public byte[] Save()
    {
        Check(XGBoosterSaveModelToBuffer(handle, """{"format":"ubj"}""", out var length, out var bytes));
        return new ReadOnlySpan<byte>((byte*)bytes, checked((int)length)).ToArray();
    }

    public void Load(byte[] bytes) => Check(XGBoosterLoadModelFromBuffer(handle, in bytes[0], (ulong)bytes.Length));

    public void Dispose()
    {
        NativeMemory.Free(chunk);
        chunk = null;
        if (handle != 0)
            Check(XGBoosterFree(handle));
        handle = 0;
    }

    private string ArrayInterface(int rows, int columns) =>
        $$"""{"data":[{{(long)chunk}},true],"shape":[{{rows}},{{columns}}],"typestr":"<f4","version":3}""";
}
