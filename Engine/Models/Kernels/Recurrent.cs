namespace Huracan.Engine.Models.Kernels;

/// <summary>
/// One layer of a recurrent network over some sequences of one length, forward and backward, with the memory both need. Inputs C and
/// hidden H are whole multiples of <see cref="Kernel.Lanes"/>; what a caller pads with zeros stays without effect. Weights lie as
/// [C + H, <see cref="GateStride"/>], row by row what one input or one hidden number adds to the sums of four gates of H columns each.
/// </summary>
internal abstract unsafe class Recurrent
{
    /// <summary>Rows that one product of the weights' gradients goes over at least: their gates are still in the cache then.</summary>
    private const int GradientRows = 64;

    private readonly int inputs;
    private readonly nint inputStride;
    private readonly bool everyStep;
    private readonly float* states; // [steps + 1, rows, inputStride]: x of a step and h of the step before
    private readonly float* gates; // [steps, rows, GateStride]: their activations, then their gradients
    private readonly float* outputGradients; // [steps or 1, rows, hidden]: of h after a step
    private readonly float* transposed; // [4 · hidden, inputStride], the weights
    private readonly float* zeros; // [the larger of C and H]
    private readonly float* one;

    /// <param name="kernel">What computes.</param>
    /// <param name="memory">Where the memory is taken from and freed.</param>
    /// <param name="rows">Most sequences at a time, 1 or more.</param>
    /// <param name="inputs">C.</param>
    /// <param name="hidden">H.</param>
    /// <param name="steps">Length of a sequence, 1 or more.</param>
    /// <param name="backward">Whether gradients are asked for too.</param>
    /// <param name="everyStep">Whether they begin at h after every step; else at h after the last.</param>
    protected Recurrent(Kernel kernel, Workspace memory, int rows, int inputs, int hidden, int steps, bool backward, bool everyStep)
    {
        (Kernel, Rows, Hidden, Steps, this.inputs, this.everyStep) = (kernel, rows, hidden, steps, inputs, everyStep);
        inputStride = Kernel.Stride(inputs + hidden);
        GateStride = Kernel.Stride(4 * hidden);
        states = memory.Take((steps + 1) * rows * inputStride);
        gates = memory.Take(steps * rows * GateStride);
        zeros = memory.Take(Math.Max(inputs, hidden));
        one = memory.Take(1);
        *one = 1;
        if (!backward)
            return;
        outputGradients = memory.Take((nint)(everyStep ? steps : 1) * rows * hidden);
        transposed = memory.Take(4 * hidden * inputStride);
    }

    /// <summary>Floats from a row of the weights to the next.</summary>
    public nint GateStride { get; }

    /// <summary>h after the last step [rows, H].</summary>
    public Matrix Output => After(Steps);

    /// <summary>Gradients of <see cref="Output"/> [rows, H], to be set before <see cref="Backward"/>, which overwrites them.</summary>
    public Matrix OutputGradients => GradientsAfter(Steps - 1);

    /// <summary>A number that is 1, as a matrix of any size.</summary>
    public Matrix Ones => new(one, 0, 0);

    protected Kernel Kernel { get; }

    protected int Hidden { get; }

    /// <summary>Length of a sequence.</summary>
    protected int Steps { get; }

    /// <summary>Sequences in use.</summary>
    protected int Rows { get; private set; }

    /// <summary>Sets how many sequences the next calls are for, at most those the memory was taken for; forgets the ones before.</summary>
    public virtual void Use(int count)
    {
        Rows = count;
        for (var row = 0; row < count; row++)
            new Span<float>(After(0).Row(row), Hidden).Clear();
    }

    /// <summary>x of all steps of one sequence [steps, C], to be set before <see cref="Forward"/>.</summary>
    public Matrix Inputs(int row) => new(states + row * inputStride, Rows * inputStride);

    /// <summary>h after all steps of one sequence [steps, H].</summary>
    public Matrix Outputs(int row) => new(After(1).Row(row), Rows * inputStride);

    /// <summary>
    /// Gradients of h after all steps of one sequence [steps, H], to be set before <see cref="Backward"/> where they begin at every step.
    /// </summary>
    public Matrix OutputGradientsOf(int row) => new(outputGradients + (nint)row * Hidden, (nint)Rows * Hidden);

    /// <summary>Computes all steps.</summary>
    /// <param name="weights">[C + H, <see cref="GateStride"/>].</param>
    /// <param name="bias">[4 · H].</param>
    public void Forward(Matrix weights, float* bias)
    {
        for (nint t = 0; t < Steps; t++)
        {
            Kernel.Product(Rows, 4 * Hidden, inputs + Hidden, States(t), weights, new(bias, 0), Gates(t));
            Step(t, Gates(t), After(t), After(t + 1));
        }
    }

    /// <summary>Takes the weights for the next calls of <see cref="Backward"/>.</summary>
    public void Transpose(Matrix weights)
    {
        for (nint row = 0; row < inputs + Hidden; row++)
        {
            var source = weights.Row(row);
            for (nint column = 0; column < 4 * Hidden; column++)
                transposed[column * inputStride + row] = source[column];
        }
    }

    /// <summary>Computes the gradients of the last <see cref="Forward"/>.</summary>
    /// <param name="weightGradients">Those of the weights are added to it, in their layout.</param>
    /// <param name="biasGradients">Those of the bias are added to it.</param>
    /// <param name="inputGradients">Gets those of x: step t of sequence r at row r · steps + t of [rows · steps, C].</param>
    public void Backward(Matrix weightGradients, Matrix biasGradients, Matrix inputGradients)
    {
        var zero = new Matrix(zeros, 0);
        var end = Steps; // of the steps whose part in the weights' gradients is still to be added
        for (var t = Steps - 1; t >= 0; t--)
        {
            var sums = Gates(t);
            var before = GradientsAfter(t - 1);
            StepGradients(t, sums, After(t), GradientsAfter(t), before);
            var dx = new Matrix(inputGradients.Row(t), Steps * inputGradients.RowStride);
            var w = new Matrix(transposed, inputStride);
            Kernel.Product(Rows, inputs, 4 * Hidden, sums, w, zero, dx);
            if (t > 0)
                Kernel.Product(Rows, Hidden, 4 * Hidden, sums, w.From(0, inputs), everyStep ? before : zero, before);
            var count = (nint)(end - t) * Rows;
            if (count < GradientRows && t > 0)
                continue;
            Kernel.Product(inputs + Hidden, 4 * Hidden, count, States(t).Transposed, sums, weightGradients, weightGradients);
            Kernel.Product(1, 4 * Hidden, count, Ones, sums, biasGradients, biasGradients);
            end = t;
        }
    }

    /// <summary>Makes a step's h of the gates' sums [rows, 4H], which are overwritten by what the backward pass needs.</summary>
    protected abstract void Step(nint t, Matrix sums, Matrix before, Matrix output);

    /// <summary>Makes the gradients of the gates' sums of what <see cref="Step"/> left.</summary>
    /// <param name="t">The step.</param>
    /// <param name="gates">Overwritten by the gradients of the sums.</param>
    /// <param name="before">h of the step before.</param>
    /// <param name="gradients">Those of the step's h.</param>
    /// <param name="gradientsBefore">
    /// Those of the step before's h, as far as it has some of its own: a cell adds what reaches it past the gates. Not for t = 0.
    /// </param>
    protected abstract void StepGradients(nint t, Matrix gates, Matrix before, Matrix gradients, Matrix gradientsBefore);

    private Matrix States(nint step) => new(states + step * Rows * inputStride, inputStride);

    private Matrix After(nint step) => States(step).From(0, inputs);

    private Matrix Gates(nint step) => new(gates + step * Rows * GateStride, GateStride);

    private Matrix GradientsAfter(nint step) => new(outputGradients + (everyStep ? step * Rows * Hidden : 0), Hidden);
}
