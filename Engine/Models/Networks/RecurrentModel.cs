using Huracan.Contracts;
using Huracan.Engine.Search.Space;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Huracan.Engine.Models.Networks;

/// <summary>What the families <c>lstm</c> and <c>gru</c> share: all but the cell.</summary>
public abstract class RecurrentModel : NetworkModel
{
    private readonly RecurrentCell cell;
    private readonly (int Features, int Hidden, int Depth) shape;
    private readonly double dropout;

    /// <summary>
    /// Reads the settings: those of <see cref="NetworkModel"/>, <c>hidden_size</c> 64, <c>layers</c> 1, <c>dropout</c> 0.2.
    /// </summary>
    /// <exception cref="InputRefusedException">A setting is unknown or out of range.</exception>
    private protected RecurrentModel(ModelSettings settings, RecurrentCell cell)
        : base(settings)
    {
        this.cell = cell;
        shape = (settings.Features, Size("hidden_size", 64, 1, 2048), Size("layers", 1, 1, 8));
        dropout = settings.Number("dropout", 0.2, 0, 0.9);
        settings.RefuseUnknown();
    }

    /// <summary>The network's shape, its dropout and the settings of every network.</summary>
    public static SearchSpace Space { get; } = new(
    [
        .. Learning,
        new("hidden_size", new IntDistribution(32, 128, step: 32)),
        new("layers", new IntDistribution(1, 2)),
        new("dropout", new FloatDistribution(0, 0.5)),
    ]);

    /// <inheritdoc/>
    protected override Module<Tensor, Tensor> Build() =>
        new RecurrentNetwork(cell, shape.Features, shape.Hidden, shape.Depth, dropout, Outputs);
}
