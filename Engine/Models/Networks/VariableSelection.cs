using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Huracan.Engine.Models.Networks;

/// <summary>
/// The variable selection of the temporal fusion transformer: every feature has a vector and a network of its own, and a share at each step
/// that says how much of it goes on; [B, L, F] to [B, L, D] and the shares [B, L, F].
/// </summary>
internal sealed class VariableSelection : Module<Tensor, (Tensor Selected, Tensor Shares)>
{
    private readonly Parameter slopes; // of the vectors, [F, D]
    private readonly Parameter offsets;
    private readonly GatedResidual chooser;
    private readonly ModuleList<GatedResidual> networks;

    /// <param name="features">F.</param>
    /// <param name="size">D.</param>
    /// <param name="dropout">Share dropped in training.</param>
    public VariableSelection(int features, int size, double dropout)
        : base(nameof(VariableSelection))
    {
        slopes = Parameter(rand(features, size) * 2 - 1);
        offsets = Parameter(rand(features, size) * 2 - 1);
        chooser = new(features * size, size, features, dropout);
        networks = new([.. Enumerable.Range(0, features).Select(_ => new GatedResidual(size, size, size, dropout))]);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override (Tensor Selected, Tensor Shares) forward(Tensor input)
    {
        var vectors = input.unsqueeze(3) * slopes + offsets; // [B, L, F, D]
        var shares = functional.softmax(chooser.forward(vectors.flatten(2)), 2);
        var made = stack([.. networks.Select((network, i) => network.forward(vectors.select(2, i)))], 2);
        return ((made * shares.unsqueeze(3)).sum(2), shares);
    }
}
