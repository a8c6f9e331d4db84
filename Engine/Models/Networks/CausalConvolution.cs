using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Huracan.Engine.Models.Networks;

/// <summary>
/// A convolution over time that reads the present step and earlier ones alone, [B, L, C] to [B, L, O]; before the first step are zeros.
/// It is a matrix product over the steps it reads side by side: with gradients, libtorch's own on the processor gives NaN for some sizes.
/// </summary>
internal sealed class CausalConvolution : Module<Tensor, Tensor>
{
    private readonly int kernelSize;
    private readonly int dilation;
    private readonly Linear taps;

    /// <param name="inputs">C.</param>
    /// <param name="outputs">O.</param>
    /// <param name="kernelSize">Steps it reads.</param>
    /// <param name="dilation">Steps from one of them to the next.</param>
    public CausalConvolution(int inputs, int outputs, int kernelSize, int dilation)
        : base(nameof(CausalConvolution))
    {
        (this.kernelSize, this.dilation) = (kernelSize, dilation);
        taps = Linear(kernelSize * inputs, outputs);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var length = input.shape[1];
        var reach = (kernelSize - 1) * dilation;
        var padded = functional.pad(input, [0, 0, reach, 0]);
        return taps.forward(cat([.. Enumerable.Range(0, kernelSize).Select(tap => padded.narrow(1, tap * dilation, length))], 2));
    }
}
