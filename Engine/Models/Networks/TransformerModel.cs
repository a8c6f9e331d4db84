using Huracan.Contracts;
using Huracan.Engine.Search.Space;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Huracan.Engine.Models.Networks;

/// <summary>A transformer's encoder on windows of <c>lookback</c> bars.</summary>
[ModelFamily("transformer", FeatureSet = "sequence")]
public sealed class TransformerModel : NetworkModel, ISearchable
{
    private readonly (int Features, int HeadSize, int Heads, int Depth) shape;
    private readonly double dropout;

    /// <summary>
    /// Makes an untrained model. Settings: those of <see cref="NetworkModel"/>, <c>heads</c> 4, <c>head_size</c> 8 (even; a step is as wide
    /// as all heads together), <c>layers</c> 2, <c>dropout</c> 0.2.
    /// </summary>
    /// <exception cref="InputRefusedException">A setting is unknown or out of range.</exception>
    public TransformerModel(ModelSettings settings)
        : base(settings)
    {
        shape = (settings.Features, Size("head_size", 8, 2, 256), Size("heads", 4, 1, 16), Size("layers", 2, 1, 12));
        dropout = settings.Number("dropout", 0.2, 0, 0.9);
        settings.RefuseUnknown();
        if (shape.HeadSize % 2 != 0)
            throw new InputRefusedException($"{settings.Family}: setting 'head_size' is {shape.HeadSize}; it must be even.");
    }

    /// <summary>The network's shape, its dropout and the settings of every network.</summary>
    public static SearchSpace Space { get; } = new(
    [
        .. Learning,
        new("head_size", new IntDistribution(4, 16, step: 4)),
        new("heads", new IntDistribution(2, 8, step: 2)),
        new("layers", new IntDistribution(1, 3)),
        new("dropout", new FloatDistribution(0, 0.5)),
    ]);

    /// <inheritdoc/>
    protected override Module<Tensor, Tensor> Build() =>
        new TransformerNetwork(shape.Features, shape.Heads * shape.HeadSize, shape.Heads, shape.Depth, dropout, Outputs);
}
