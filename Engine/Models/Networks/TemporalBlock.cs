using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Huracan.Engine.Models.Networks;

/// <summary>
/// The residual block of Bai, Kolter and Koltun, "An Empirical Evaluation of Generic Convolutional and Recurrent Networks for Sequence
/// Modeling", 2018, without its weight normalisation: twice a dilated causal convolution, ReLU and dropout, and the input added,
/// [B, L, C] to [B, L, O].
/// </summary>
internal sealed class TemporalBlock : Module<Tensor, Tensor>
{
    private readonly CausalConvolution first;
    private readonly CausalConvolution second;
    private readonly TorchSharp.Modules.Dropout drop;
    private readonly Linear? shortcut;

    public TemporalBlock(int inputs, int outputs, int kernelSize, int dilation, double dropout)
        : base(nameof(TemporalBlock))
    {
        first = new(inputs, outputs, kernelSize, dilation);
        second = new(outputs, outputs, kernelSize, dilation);
        drop = Dropout(dropout);
        shortcut = inputs == outputs ? null : Linear(inputs, outputs);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var inner = drop.forward(functional.relu(first.forward(input)));
        var outer = drop.forward(functional.relu(second.forward(inner)));
        return functional.relu(outer + (shortcut?.forward(input) ?? input));
    }
}
