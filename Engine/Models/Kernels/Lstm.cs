namespace Huracan.Engine.Models.Kernels;

/// <summary>
/// Long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers 2000): gates i, f, g and o; c = f · c + i · g,
/// h = o · tanh(c).
/// </summary>
internal sealed unsafe class Lstm : Recurrent
{
    private readonly float* cells; // [steps + 1, rows, hidden]: c of the step before
    private readonly float* squashed; // [steps, rows, hidden]: tanh(c)
    private readonly float* cellGradients; // [rows, hidden]

    /// <inheritdoc/>
    public Lstm(Kernel kernel, Workspace memory, int rows, int inputs, int hidden, int steps, bool backward, bool everyStep = false)
        : base(kernel, memory, rows, inputs, hidden, steps, backward, everyStep)
    {
        cells = memory.Take((nint)(steps + 1) * rows * hidden);
        squashed = memory.Take((nint)steps * rows * hidden);
        if (backward)
            cellGradients = memory.Take((nint)rows * hidden);
    }

    public override void Use(int count)
    {
        base.Use(count);
        new Span<float>(cells, count * Hidden).Clear();
    }

    protected override void Step(nint t, Matrix sums, Matrix before, Matrix output) =>
        Kernel.LstmStep(Rows, Hidden, sums, Cells(t), Cells(t + 1), Squashed(t), output);

    protected override void StepGradients(nint t, Matrix gates, Matrix before, Matrix gradients, Matrix gradientsBefore)
    {
        if (t == Steps - 1)
            new Span<float>(cellGradients, Rows * Hidden).Clear();
        Kernel.LstmStepGradients(Rows, Hidden, gates, Cells(t), Squashed(t), gradients, new(cellGradients, Hidden));
    }

    private Matrix Cells(nint step) => new(cells + step * Rows * Hidden, Hidden);

    private Matrix Squashed(nint step) => new(squashed + step * Rows * Hidden, Hidden);
}
