namespace Huracan.Engine.Models.Kernels;

/// <summary>
/// One recurrent layer over any number of sequences, from and to memory in PyTorch's layout, batch first. Some sequences are computed at
/// a time, in one piece of memory about as large as the second-level cache; the backward pass computes their steps again rather than
/// fetching those of a whole batch from main memory. Gradients are summed in the order of the sequences.
/// </summary>
internal sealed unsafe class RecurrentSequences : IDisposable
{
    private const int Rows = 16; // sequences at a time
    private readonly Workspace memory;
    private readonly Recurrent layer;
    private readonly int inputs, hidden, steps, paddedInputs, paddedHidden;
    private readonly int[] inputColumns; // where a row of PyTorch's weights for x lies among the columns of ours [G · H]
    private readonly int[] hiddenColumns; // the same of those for h [G · H]
    private readonly Matrix weights; // [C + H, GateStride]
    private readonly float* bias; // [4H]
    private readonly Matrix weightGradients;
    private readonly float* biasGradients;
    private readonly Matrix inputGradients; // [Rows · steps, C]

    private RecurrentSequences(
        (int Inputs, int Hidden, int Steps) shape, Workspace memory, Func<int, int, Recurrent> create, int[] inputBlocks,
        int[] hiddenBlocks)
    {
        (inputs, hidden, steps) = shape;
        this.memory = memory;
        (paddedInputs, paddedHidden) = (Kernel.Padded(inputs), Kernel.Padded(hidden));
        layer = create(paddedInputs, paddedHidden);
        (inputColumns, hiddenColumns) = (Columns(inputBlocks), Columns(hiddenBlocks));
        weights = new(memory.Take((paddedInputs + paddedHidden) * layer.GateStride), layer.GateStride);
        bias = memory.Take(layer.GateStride);
        weightGradients = new(memory.Take((paddedInputs + paddedHidden) * layer.GateStride), layer.GateStride);
        biasGradients = memory.Take(layer.GateStride);
        inputGradients = new(memory.Take((nint)Rows * steps * paddedInputs), paddedInputs);

        int[] Columns(int[] blocks) =>
            [.. blocks.SelectMany(block => Enumerable.Range(block * paddedHidden, hidden))];
    }

    /// <summary>An LSTM: PyTorch's weights have rows for the gates i, f, g and o (G = 4).</summary>
    /// <param name="kernel">What computes.</param>
    /// <param name="shape">C, H and L, the length of every sequence.</param>
    /// <param name="memory">Where memory is taken from, freed with the result.</param>
    public static RecurrentSequences Lstm(Kernel kernel, (int Inputs, int Hidden, int Steps) shape, Workspace memory) => new(
        shape, memory, (inputs, hidden) => new Lstm(kernel, memory, Rows, inputs, hidden, shape.Steps, backward: true, everyStep: true),
        [0, 1, 2, 3], [0, 1, 2, 3]);

    /// <summary>A GRU: PyTorch's weights have rows for the gates r and z and for n (G = 3).</summary>
    /// <param name="kernel">What computes.</param>
    /// <param name="shape">C, H and L, the length of every sequence.</param>
    /// <param name="memory">Where memory is taken from, freed with the result.</param>
    public static RecurrentSequences Gru(Kernel kernel, (int Inputs, int Hidden, int Steps) shape, Workspace memory) => new(
        shape, memory, (inputs, hidden) => new Gru(kernel, memory, Rows, inputs, hidden, shape.Steps), [0, 1, 2], [0, 1, 3]);

    /// <summary>Takes the weights for the calls that follow, as PyTorch has them.</summary>
    /// <param name="inputWeights">[G · H, C].</param>
    /// <param name="hiddenWeights">[G · H, H].</param>
    /// <param name="inputBias">[G · H].</param>
    /// <param name="hiddenBias">[G · H].</param>
    public void TakeWeights(
        ReadOnlySpan<float> inputWeights, ReadOnlySpan<float> hiddenWeights, ReadOnlySpan<float> inputBias, ReadOnlySpan<float> hiddenBias)
    {
        new Span<float>(bias, 4 * paddedHidden).Clear();
        for (var row = 0; row < inputColumns.Length; row++)
        {
            bias[inputColumns[row]] += inputBias[row];
            bias[hiddenColumns[row]] += hiddenBias[row];
            for (var i = 0; i < inputs; i++)
                weights.Row(i)[inputColumns[row]] = inputWeights[row * inputs + i];
            for (var i = 0; i < hidden; i++)
                weights.Row(paddedInputs + i)[hiddenColumns[row]] = hiddenWeights[row * hidden + i];
        }
    }

    /// <summary>Computes h after every step.</summary>
    /// <param name="x">[B, L, C].</param>
    /// <param name="outputs">[B, L, H].</param>
    public void Forward(ReadOnlySpan<float> x, Span<float> outputs)
    {
        for (var start = 0; start < x.Length / (steps * inputs); start += Rows)
        {
            var rows = Forward(x, start);
            for (var row = 0; row < rows; row++)
                Copy(layer.Outputs(row), outputs.Slice((start + row) * steps * hidden, steps * hidden), hidden);
        }
    }

    /// <summary>Computes the gradients of h after every step.</summary>
    /// <param name="x">[B, L, C].</param>
    /// <param name="outputGradients">[B, L, H].</param>
    /// <param name="gradients">Gets those of x [B, L, C].</param>
    /// <param name="ofInputWeights">Gets those of the weights for x [G · H, C].</param>
    /// <param name="ofHiddenWeights">Gets those of the weights for h [G · H, H].</param>
    /// <param name="ofInputBias">Gets those of the bias for x [G · H].</param>
    /// <param name="ofHiddenBias">Gets those of the bias for h [G · H].</param>
    public void Backward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> outputGradients, Span<float> gradients, Span<float> ofInputWeights,
        Span<float> ofHiddenWeights, Span<float> ofInputBias, Span<float> ofHiddenBias)
    {
        new Span<float>(weightGradients.Start, (paddedInputs + paddedHidden) * (int)layer.GateStride).Clear();
        new Span<float>(biasGradients, (int)layer.GateStride).Clear();
        layer.Transpose(weights);
        for (var start = 0; start < x.Length / (steps * inputs); start += Rows)
        {
            var rows = Forward(x, start);
            for (var row = 0; row < rows; row++)
                Copy(outputGradients.Slice((start + row) * steps * hidden, steps * hidden), layer.OutputGradientsOf(row), hidden);
            layer.Backward(weightGradients, new(biasGradients, 0), inputGradients);
            for (var row = 0; row < rows; row++)
                Copy(inputGradients.From(row * steps, 0), gradients.Slice((start + row) * steps * inputs, steps * inputs), inputs);
        }
        for (var row = 0; row < inputColumns.Length; row++)
        {
            ofInputBias[row] = biasGradients[inputColumns[row]];
            ofHiddenBias[row] = biasGradients[hiddenColumns[row]];
            for (var i = 0; i < inputs; i++)
                ofInputWeights[row * inputs + i] = weightGradients.Row(i)[inputColumns[row]];
            for (var i = 0; i < hidden; i++)
                ofHiddenWeights[row * hidden + i] = weightGradients.Row(paddedInputs + i)[hiddenColumns[row]];
        }
    }

    public void Dispose() => memory.Dispose();

    private int Forward(ReadOnlySpan<float> x, int start)
    {
        var length = steps * inputs;
        var rows = Math.Min(Rows, x.Length / length - start);
        layer.Use(rows);
        for (var row = 0; row < rows; row++)
            Copy(x.Slice((start + row) * length, length), layer.Inputs(row), inputs);
        layer.Forward(weights, bias);
        return rows;
    }

    private static void Copy(ReadOnlySpan<float> source, Matrix target, int columns)
    {
        for (var row = 0; row * columns < source.Length; row++)
            source.Slice(row * columns, columns).CopyTo(new(target.Row(row), columns));
    }

    private static void Copy(Matrix source, Span<float> target, int columns)
    {
        for (var row = 0; row * columns < target.Length; row++)
            new ReadOnlySpan<float>(source.Row(row), columns).CopyTo(target.Slice(row * columns, columns));
    }
}
