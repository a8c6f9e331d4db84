using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Huracan.Engine.Models.Networks;

/// <summary>
/// The gated residual network of the temporal fusion transformer: two linear layers with ELU between, a gate that can close, the input
/// added, normalised; [..., I] to [..., O].
/// </summary>
internal sealed class GatedResidual : Module<Tensor, Tensor>
{
    private readonly Linear first;
    private readonly Linear second;
    private readonly Linear gate;
    private readonly Linear? shortcut;
    private readonly LayerNorm norm;
    private readonly TorchSharp.Modules.Dropout drop;

    public GatedResidual(int inputs, int size, int outputs, double dropout)
        : base(nameof(GatedResidual))
    {
        first = Linear(inputs, size);
        second = Linear(size, size);
        gate = Linear(size, 2 * outputs);
        shortcut = inputs == outputs ? null : Linear(inputs, outputs);
        norm = LayerNorm(outputs);
        drop = Dropout(dropout);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var inner = drop.forward(second.forward(functional.elu(first.forward(input), 1)));
        return norm.forward((shortcut?.forward(input) ?? input) + functional.glu(gate.forward(inner), -1));
    }
}
