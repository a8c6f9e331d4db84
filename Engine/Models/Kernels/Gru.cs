namespace Huracan.Engine.Models.Kernels;

/// <summary>
/// Gated recurrent unit (Cho et al. 2014) as PyTorch and cuDNN have it: gates r and z, n = tanh(a + r · b), h = n + z · (h − n), of which
/// a sums what x gives and b what h gives. The weights have columns for r, z, a and b, those of x for b and of h for a being 0.
/// </summary>
internal sealed unsafe class Gru(Kernel kernel, Workspace memory, int rows, int inputs, int hidden, int steps)
    : Recurrent(kernel, memory, rows, inputs, hidden, steps, backward: true, everyStep: true)
{
    protected override void Step(nint t, Matrix sums, Matrix before, Matrix output) =>
        Kernel.GruStep(Rows, Hidden, sums, before, output);

    protected override void StepGradients(nint t, Matrix gates, Matrix before, Matrix gradients, Matrix gradientsBefore)
    {
        Kernel.GruStepGradients(Rows, Hidden, gates, before, gradients);
        if (t > 0)
            Kernel.Add(Rows * Hidden, gradientsBefore.Start, gradients.Start);
    }
}
