using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Huracan.Engine.Models.Networks;

/// <summary>
/// What a part of the temporal fusion transformer makes goes through a gate and is added to what went into it; normalised.
/// </summary>
internal sealed class GatedSkip : Module<Tensor, Tensor, Tensor>
{
    private readonly Linear gate;
    private readonly LayerNorm norm;
    private readonly TorchSharp.Modules.Dropout drop;

    public GatedSkip(int size, double dropout)
        : base(nameof(GatedSkip))
    {
        gate = Linear(size, 2 * size);
        norm = LayerNorm(size);
        drop = Dropout(dropout);
        RegisterComponents();
    }

    /// <param name="made">What the part made, [..., D].</param>
    /// <param name="input">What went into it, of the same shape.</param>
    public override Tensor forward(Tensor made, Tensor input) =>
        norm.forward(input + functional.glu(gate.forward(drop.forward(made)), -1));
}
