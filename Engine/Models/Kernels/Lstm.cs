namespace Huracan.Engine.Models.Kernels;

/// <summary>
/// One layer of LSTM over some sequences of one length, forward and backward, with the memory both need. Inputs C and hidden H are
/// whole multiples of <see cref="Kernel.Lanes"/>; what a caller pads with zeros stays without effect. Weights lie as
/// [C + H, <see cref="GateStride"/>], row by row what one input or one hidden number adds to the gates i, f, g, o of H columns each.
/// </summary>
internal sealed unsafe class Lstm
{
    /// <summary>Rows that one product of the weights' gradients goes over at least: their gates are still in the cache then.</summary>
    private const int GradientRows = 64;

    private readonly Kernel kernel;
    private readonly int inputs, hidden, steps;
    private readonly nint inputStride;
    private readonly float* states; // [steps + 1, rows, inputStride]: x of a step and h of the step before
    private readonly float* gates; // [steps, rows, GateStride]: their activations, then their gradients
    private readonly float* cells; // [steps + 1, rows, hidden]: c of the step before
    private readonly float* squashed; // [steps, rows, hidden]: tanh(c)
    private readonly float* outputGradients; // [steps or 1, rows, hidden]: of h after a step
    private readonly float* cellGradients; // [rows, hidden]
    private readonly float* transposed; // [4 · hidden, inputStride], the weights
    private readonly float* zeros; // [the larger of C and H]
    private readonly float* one;
    private readonly bool everyStep;
    private int rows;

    /// <param name="kernel">What computes.</param>
    /// <param name="memory">Where the memory is taken from and freed.</param>
    /// <param name="rows">Most sequences at a time, 1 or more.</param>
    /// <param name="inputs">C.</param>
    /// <param name="hidden">H.</param>
    /// <param name="steps">Length of a sequence, 1 or more.</param>
    /// <param name="backward">Whether gradients are asked for too.</param>
    /// <param name="everyStep">Whether they begin at h after every step; else at h after the last.</param>
    public Lstm(Kernel kernel, Workspace memory, int rows, int inputs, int hidden, int steps, bool backward, bool everyStep = false)
    {
        (this.kernel, this.rows, this.inputs, this.hidden, this.steps) = (kernel, rows, inputs, hidden, steps);
        this.everyStep = everyStep;
        inputStride = Kernel.Stride(inputs + hidden);
        GateStride = Kernel.Stride(4 * hidden);
        states = memory.Take((steps + 1) * rows * inputStride);
        cells = memory.Take((nint)(steps + 1) * rows * hidden);
        gates = memory.Take(steps * rows * GateStride);
        squashed = memory.Take((nint)steps * rows * hidden);
        zeros = memory.Take(Math.Max(inputs, hidden));
        one = memory.Take(1);
        *one = 1;
        if (!backward)
            return;
        outputGradients = memory.Take((nint)(everyStep ? steps : 1) * rows * hidden);
        cellGradients = memory.Take((nint)rows * hidden);
        transposed = memory.Take(4 * hidden * inputStride);
    }

    /// <summary>Floats from a row of the weights to the next.</summary>
    public nint GateStride { get; }

    /// <summary>Sets how many sequences the next calls are for, at most those the memory was taken for; forgets the ones before.</summary>
    public void Use(int count)
    {
        rows = count;
        new Span<float>(Cells(0).Start, rows * hidden).Clear();
        for (var row = 0; row < rows; row++)
            new Span<float>(States(0).From(row, inputs).Start, hidden).Clear();
    }

    /// <summary>h after the last step [rows, H].</summary>
    public Matrix Output => new(states + steps * rows * inputStride + inputs, inputStride);

    /// <summary>Gradients of <see cref="Output"/> [rows, H], to be set before <see cref="Backward"/>, which overwrites them.</summary>
    public Matrix OutputGradients => OutputGradientsAfter(steps - 1);

    /// <summary>A number that is 1, as a matrix of any size.</summary>
    public Matrix Ones => new(one, 0, 0);

    /// <summary>x of all steps of one sequence [steps, C], to be set before <see cref="Forward"/>.</summary>
    public Matrix Inputs(int row) => new(states + row * inputStride, rows * inputStride);

    /// <summary>h after all steps of one sequence [steps, H].</summary>
    public Matrix Outputs(int row) => new(states + (rows + row) * inputStride + inputs, rows * inputStride);

    /// <summary>
    /// Gradients of h after all steps of one sequence [steps, H], to be set before <see cref="Backward"/> where they begin at every step.
    /// </summary>
    public Matrix OutputGradientsOf(int row) => new(outputGradients + (nint)row * hidden, (nint)rows * hidden);

    /// <summary>Computes all steps.</summary>
    /// <param name="weights">[C + H, <see cref="GateStride"/>].</param>
    /// <param name="bias">[4 · H].</param>
    public void Forward(Matrix weights, float* bias)
    {
        for (nint t = 0; t < steps; t++)
        {
            var sums = Gates(t);
            kernel.Product(rows, 4 * hidden, inputs + hidden, States(t), weights, new(bias, 0), sums);
            kernel.Gates(rows, hidden, sums, Cells(t), Cells(t + 1), Squashed(t), States(t + 1).From(0, inputs));
        }
    }

    /// <summary>Takes the weights for the next calls of <see cref="Backward"/>.</summary>
    public void Transpose(Matrix weights)
    {
        for (nint row = 0; row < inputs + hidden; row++)
        {
            var source = weights.Start + row * weights.RowStride;
            for (nint column = 0; column < 4 * hidden; column++)
                transposed[column * inputStride + row] = source[column];
        }
    }

    /// <summary>Computes the gradients of the last <see cref="Forward"/>.</summary>
    /// <param name="weightGradients">Those of the weights are added to it, in their layout.</param>
    /// <param name="biasGradients">Those of the bias are added to it.</param>
    /// <param name="inputGradients">Gets those of x: step t of sequence r at row r · steps + t of [rows · steps, C].</param>
    public void Backward(Matrix weightGradients, Matrix biasGradients, Matrix inputGradients)
    {
        new Span<float>(cellGradients, rows * hidden).Clear();
        var zero = new Matrix(zeros, 0);
        var dc = new Matrix(cellGradients, hidden);
        var end = steps; // of the steps whose part in the weights' gradients is still to be added
        for (var t = steps - 1; t >= 0; t--)
        {
            var sums = Gates(t);
            kernel.GateGradients(rows, hidden, sums, Cells(t), Squashed(t), OutputGradientsAfter(t), dc);
            var dx = new Matrix(inputGradients.Row(t), steps * inputGradients.RowStride);
            var w = new Matrix(transposed, inputStride);
            kernel.Product(rows, inputs, 4 * hidden, sums, w, zero, dx);
            var before = OutputGradientsAfter(t - 1);
            if (t > 0)
                kernel.Product(rows, hidden, 4 * hidden, sums, w.From(0, inputs), everyStep ? before : zero, before);
            var count = (nint)(end - t) * rows;
            if (count < GradientRows && t > 0)
                continue;
            kernel.Product(inputs + hidden, 4 * hidden, count, States(t).Transposed, sums, weightGradients, weightGradients);
            kernel.Product(1, 4 * hidden, count, Ones, sums, biasGradients, biasGradients);
            end = t;
        }
    }

    private Matrix States(nint step) => new(states + step * rows * inputStride, inputStride);

    private Matrix Gates(nint step) => new(gates + step * rows * GateStride, GateStride);

    private Matrix Cells(nint step) => new(cells + step * rows * hidden, hidden);

    private Matrix OutputGradientsAfter(nint step) => new(outputGradients + (everyStep ? step * rows * hidden : 0), hidden);

    private Matrix Squashed(nint step) => new(squashed + step * rows * hidden, hidden);
}
