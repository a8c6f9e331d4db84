using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Huracan.Engine.Models.Networks;

/// <summary>
/// The trained <see cref="CnnLstm"/> computed window by window without libtorch, whose cost per operator makes one window take
/// longer than a millisecond. A forecast comes out bit for bit the same whatever else is asked for with it.
/// </summary>
internal sealed class CnnLstmForward
{
    private readonly int features, channels, kernel, hidden, lookback;
    private readonly float[] convWeight; // [K * F, C], laid out so that a window's rows are read in order
    private readonly float[] convBias; // [C]
    private readonly float[] inputWeight; // [C, 4H]
    private readonly float[] hiddenWeight; // [H, 4H]
    private readonly float[] gateBias; // [4H], both of PyTorch's together
    private readonly float[] headWeight; // [3, H]
    private readonly float[] headBias; // [3]

    private readonly float[] padded; // [L + K - 1, F], the window between zeros
    private readonly float[] filtered; // [C]
    private readonly float[] gates; // [4H]: input, forget, cell, output
    private readonly float[] cell; // [H]
    private readonly float[] state; // [H]

    /// <param name="weights">The network's parameters by PyTorch's names.</param>
    /// <param name="shape">Sizes of the network.</param>
    /// <param name="lookback">Bars in a window.</param>
    public CnnLstmForward(
        IReadOnlyDictionary<string, float[]> weights, (int Features, int Channels, int Kernel, int Hidden) shape, int lookback)
    {
        (features, channels, kernel, hidden) = shape;
        this.lookback = lookback;
        var conv = weights["conv.weight"]; // [C, F, K]
        convWeight = new float[conv.Length];
        for (var c = 0; c < channels; c++)
        {
            for (var f = 0; f < features; f++)
            {
                for (var k = 0; k < kernel; k++)
                    convWeight[(k * features + f) * channels + c] = conv[(c * features + f) * kernel + k];
            }
        }
        convBias = weights["conv.bias"];
        inputWeight = Transpose(weights["lstm.weight_ih_l0"], channels);
        hiddenWeight = Transpose(weights["lstm.weight_hh_l0"], hidden);
        gateBias = new float[4 * hidden];
        TensorPrimitives.Add<float>(weights["lstm.bias_ih_l0"], weights["lstm.bias_hh_l0"], gateBias);
        headWeight = weights["head.weight"];
        headBias = weights["head.bias"];
        padded = new float[(lookback + kernel - 1) * features];
        filtered = new float[channels];
        gates = new float[4 * hidden];
        cell = new float[hidden];
        state = new float[hidden];
    }

    /// <summary>Class probabilities of the window that ends at <paramref name="bar"/>.</summary>
    public void Probabilities(FeatureTable table, int bar, Span<float> probabilities)
    {
        var window = table.Values.AsSpan((bar - lookback + 1) * features, lookback * features);
        window.CopyTo(padded.AsSpan(kernel / 2 * features));
        cell.AsSpan().Clear();
        state.AsSpan().Clear();
        for (var t = 0; t < lookback; t++)
        {
            convBias.CopyTo(filtered, 0);
            AddProducts(convWeight, padded.AsSpan(t * features, kernel * features), filtered);
            TensorPrimitives.Max(filtered, 0f, filtered);
            gateBias.CopyTo(gates, 0);
            AddProducts(inputWeight, filtered, gates);
            AddProducts(hiddenWeight, state, gates);
            Step();
        }
        for (var k = 0; k < 3; k++)
        {
            var logit = headBias[k];
            for (var h = 0; h < hidden; h++)
                logit = MathF.FusedMultiplyAdd(headWeight[k * hidden + h], state[h], logit);
            probabilities[k] = logit;
        }
        TensorPrimitives.SoftMax(probabilities, probabilities);
    }

    // c = f·c + i·g, h = o·tanh(c) (Hochreiter and Schmidhuber 1997, with the forget gate of Gers 2000).
    private void Step()
    {
        var inputAndForget = gates.AsSpan(0, 2 * hidden);
        var candidate = gates.AsSpan(2 * hidden, hidden);
        var output = gates.AsSpan(3 * hidden, hidden);
        TensorPrimitives.Sigmoid(inputAndForget, inputAndForget);
        TensorPrimitives.Tanh(candidate, candidate);
        TensorPrimitives.Sigmoid(output, output);
        TensorPrimitives.Multiply(inputAndForget[..hidden], candidate, candidate);
        TensorPrimitives.MultiplyAdd(inputAndForget[hidden..], cell, candidate, cell);
        TensorPrimitives.Tanh(cell, state);
        TensorPrimitives.Multiply(output, state, state);
    }

    // sums [m] += x [n] · weights [n, m], four rows of weights at a time, always in the rows' order.
    private static void AddProducts(float[] weights, ReadOnlySpan<float> x, Span<float> sums)
    {
        var m = sums.Length;
        var lanes = Vector<float>.Count;
        ref var s = ref MemoryMarshal.GetReference(sums);
        ref var w = ref MemoryMarshal.GetArrayDataReference(weights);
        var i = 0;
        for (; i + 4 <= x.Length; i += 4, w = ref Unsafe.Add(ref w, 4 * m))
        {
            var (x0, x1, x2, x3) = (x[i], x[i + 1], x[i + 2], x[i + 3]);
            var j = 0;
            for (; j + lanes <= m; j += lanes)
            {
                var sum = Vector.LoadUnsafe(ref s, (nuint)j);
                sum = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref w, (nuint)j), new(x0), sum);
                sum = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref w, (nuint)(m + j)), new(x1), sum);
                sum = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref w, (nuint)(2 * m + j)), new(x2), sum);
                sum = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref w, (nuint)(3 * m + j)), new(x3), sum);
                sum.StoreUnsafe(ref s, (nuint)j);
            }
            for (; j < m; j++)
            {
                for (var k = 0; k < 4; k++)
                    sums[j] = MathF.FusedMultiplyAdd(Unsafe.Add(ref w, k * m + j), x[i + k], sums[j]);
            }
        }
        for (; i < x.Length; i++)
        {
            for (var j = 0; j < m; j++)
                sums[j] = MathF.FusedMultiplyAdd(weights[i * m + j], x[i], sums[j]);
        }
    }

    private static float[] Transpose(float[] matrix, int columns)
    {
        var rows = matrix.Length / columns;
        var transposed = new float[matrix.Length];
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
                transposed[c * rows + r] = matrix[r * columns + c];
        }
        return transposed;
    }
}
