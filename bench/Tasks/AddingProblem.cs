using Huracan.Engine;
using Huracan.Engine.Models;

namespace Huracan.Bench.Tasks;

/// <summary>
/// The adding problem of Hochreiter and Schmidhuber, "Long Short-Term Memory", 1997: of a window of uniform numbers the two that are
/// marked, one in each half, are to be added; here, whether their sum is in the lower, middle or upper third of what it can be. Who does
/// not remember across the window does no better than a guess.
/// </summary>
internal static class AddingProblem
{
    /// <summary>Bars of a window.</summary>
    public const int Length = 60;

    private static readonly double Lower = Math.Sqrt(2.0 / 3); // a third of the sums of two uniform numbers lies below

    /// <summary>Windows of two features, the number and the mark.</summary>
    public static Samples Make(int count, ulong seed)
    {
        var random = new SeededRandom(seed);
        var values = new float[count * Length * 2];
        var classes = new byte[count];
        for (var i = 0; i < count; i++)
        {
            int[] marked = [random.NextInt(Length / 2), Length / 2 + random.NextInt(Length / 2)];
            var sum = 0.0;
            for (var step = 0; step < Length; step++)
            {
                var at = (i * Length + step) * 2;
                values[at] = (float)random.NextDouble();
                values[at + 1] = marked.Contains(step) ? 1 : 0;
                sum += values[at] * values[at + 1];
            }
            classes[i] = sum < Lower ? (byte)0 : sum < 2 - Lower ? (byte)1 : (byte)2;
        }
        int[] bars = [.. Enumerable.Range(1, count).Select(i => i * Length - 1)];
        return new Samples(new FeatureTable(values, 2), bars, classes, new float[count]);
    }
}
