using System.Runtime.InteropServices;

namespace Huracan.Engine.Models.CatBoost;

/// <summary>Samples in the library's own order, kept in place while it reads them.</summary>
internal sealed unsafe class CatBoostSamples : IDisposable
{
    private float* numbers;

    /// <param name="samples">The samples.</param>
    /// <param name="weights">Weight of each; null weighs all the same.</param>
    public CatBoostSamples(Samples samples, float[]? weights)
    {
        var (count, features) = (samples.Count, samples.Table.Features);
        numbers = (float*)NativeMemory.Alloc((nuint)count * (nuint)(features + 2), sizeof(float));
        var labels = numbers + (long)count * features;
        var own = labels + count;
        for (var i = 0; i < count; i++)
        {
            var row = samples.Table.Row(samples.Bars[i]);
            for (var j = 0; j < features; j++)
                numbers[(long)j * count + i] = row[j];
            labels[i] = samples.Classes[i];
            own[i] = weights?[i] ?? 1;
        }
        Data = new() { Features = numbers, Labels = labels, Weights = own, FeaturesCount = features, SamplesCount = count };
    }

    /// <summary>What the library is given; valid until this is disposed.</summary>
    public NativeCatBoost.DataSet Data { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.Free(numbers);
        numbers = null;
    }
}
