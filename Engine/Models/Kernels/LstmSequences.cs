namespace Huracan.Engine.Models.Kernels;

/// <summary>
/// One layer of LSTM over any number of sequences, from and to memory in PyTorch's layout, batch first. Some sequences are computed at a
/// time, in one piece of memory about as large as the second-level cache; the backward pass computes their steps again rather than
/// fetching those of a whole batch from main memory. Gradients are summed in the order of the sequences.
/// </summary>
internal sealed unsafe class LstmSequences : IDisposable
{
    private const int Rows = 16; // sequences at a time
    private readonly Workspace memory;
    private readonly Lstm lstm;
    private readonly int inputs, hidden, steps, paddedInputs, paddedHidden;
    private readonly Matrix weights; // [C + H, GateStride]
    private readonly float* bias; // [4H], both added
    private readonly Matrix weightGradients;
    private readonly float* biasGradients;
    private readonly Matrix inputGradients; // [Rows · steps, C]

    /// <param name="kernel">What computes.</param>
    /// <param name="inputs">C.</param>
    /// <param name="hidden">H.</param>
    /// <param name="steps">L, length of every sequence.</param>
    /// <param name="memory">Where memory is taken from, freed with this object.</param>
    public LstmSequences(Kernel kernel, int inputs, int hidden, int steps, Workspace memory)
    {
        (this.inputs, this.hidden, this.steps, this.memory) = (inputs, hidden, steps, memory);
        (paddedInputs, paddedHidden) = (Kernel.Padded(inputs), Kernel.Padded(hidden));
        lstm = new(kernel, memory, Rows, paddedInputs, paddedHidden, steps, backward: true, everyStep: true);
        weights = new(memory.Take((paddedInputs + paddedHidden) * lstm.GateStride), lstm.GateStride);
        bias = memory.Take(lstm.GateStride);
        weightGradients = new(memory.Take((paddedInputs + paddedHidden) * lstm.GateStride), lstm.GateStride);
        biasGradients = memory.Take(lstm.GateStride);
        inputGradients = new(memory.Take((nint)Rows * steps * paddedInputs), paddedInputs);
    }

    /// <summary>Takes the weights for the calls that follow, as PyTorch has them: gates i, f, g, o of H rows each.</summary>
    /// <param name="inputWeights">[4H, C].</param>
    /// <param name="hiddenWeights">[4H, H].</param>
    /// <param name="inputBias">[4H].</param>
    /// <param name="hiddenBias">[4H].</param>
    public void TakeWeights(
        ReadOnlySpan<float> inputWeights, ReadOnlySpan<float> hiddenWeights, ReadOnlySpan<float> inputBias, ReadOnlySpan<float> hiddenBias)
    {
        for (var row = 0; row < 4 * hidden; row++)
        {
            var column = Column(row);
            bias[column] = inputBias[row] + hiddenBias[row];
            for (var i = 0; i < inputs; i++)
                weights.Row(i)[column] = inputWeights[row * inputs + i];
            for (var i = 0; i < hidden; i++)
                weights.Row(paddedInputs + i)[column] = hiddenWeights[row * hidden + i];
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
                Copy(lstm.Outputs(row), outputs.Slice((start + row) * steps * hidden, steps * hidden), hidden);
        }
    }

    /// <summary>Computes the gradients of what <see cref="Forward(ReadOnlySpan{float}, Span{float})"/> gives for the same sequences.</summary>
    /// <param name="x">[B, L, C].</param>
    /// <param name="outputGradients">[B, L, H].</param>
    /// <param name="gradients">Gets those of x [B, L, C].</param>
    /// <param name="ofInputWeights">Gets those of the weights for x [4H, C].</param>
    /// <param name="ofHiddenWeights">Gets those of the weights for h [4H, H].</param>
    /// <param name="ofBias">Gets those of either bias [4H].</param>
    public void Backward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> outputGradients, Span<float> gradients, Span<float> ofInputWeights,
        Span<float> ofHiddenWeights, Span<float> ofBias)
    {
        new Span<float>(weightGradients.Start, (paddedInputs + paddedHidden) * (int)lstm.GateStride).Clear();
        new Span<float>(biasGradients, (int)lstm.GateStride).Clear();
        lstm.Transpose(weights);
        for (var start = 0; start < x.Length / (steps * inputs); start += Rows)
        {
            var rows = Forward(x, start);
            for (var row = 0; row < rows; row++)
                Copy(outputGradients.Slice((start + row) * steps * hidden, steps * hidden), lstm.OutputGradientsOf(row), hidden);
            lstm.Backward(weightGradients, new(biasGradients, 0), inputGradients);
            for (var row = 0; row < rows; row++)
                Copy(inputGradients.From(row * steps, 0), gradients.Slice((start + row) * steps * inputs, steps * inputs), inputs);
        }
        for (var row = 0; row < 4 * hidden; row++)
        {
            var column = Column(row);
            ofBias[row] = biasGradients[column];
            for (var i = 0; i < inputs; i++)
                ofInputWeights[row * inputs + i] = weightGradients.Row(i)[column];
            for (var i = 0; i < hidden; i++)
                ofHiddenWeights[row * hidden + i] = weightGradients.Row(paddedInputs + i)[column];
        }
    }

    public void Dispose() => memory.Dispose();

    private int Forward(ReadOnlySpan<float> x, int start)
    {
        var length = steps * inputs;
        var rows = Math.Min(Rows, x.Length / length - start);
        lstm.Use(rows);
        for (var row = 0; row < rows; row++)
            Copy(x.Slice((start + row) * length, length), lstm.Inputs(row), inputs);
        lstm.Forward(weights, bias);
        return rows;
    }

    // Where a row of PyTorch's weights lies among the columns of ours.
    private int Column(int row) => row / hidden * paddedHidden + row % hidden;

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
