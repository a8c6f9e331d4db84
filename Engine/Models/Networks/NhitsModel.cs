using Huracan.Contracts;
using Huracan.Engine.Search.Space;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Huracan.Engine.Models.Networks;

/// <summary>N-HiTS on windows of <c>lookback</c> bars.</summary>
[ModelFamily("nhits", FeatureSet = "sequence")]
public sealed class NhitsModel : NetworkModel, ISearchable
{
    private readonly (int Features, int Coarsest, int Blocks, int Hidden) shape;
    private readonly double dropout;

    /// <summary>
    /// Makes an untrained model. Settings: those of <see cref="NetworkModel"/>, <c>blocks</c> 3, <c>pool</c> 8 (bars that become one in the
    /// first block; half as many in each that follows, down to 1), <c>hidden_size</c> 64, <c>dropout</c> 0.2.
    /// </summary>
    /// <exception cref="InputRefusedException">A setting is unknown or out of range.</exception>
    public NhitsModel(ModelSettings settings)
        : base(settings)
    {
        shape = (settings.Features, Size("pool", 8, 1, 64), Size("blocks", 3, 1, 12), Size("hidden_size", 64, 1, 2048));
        dropout = settings.Number("dropout", 0.2, 0, 0.9);
        settings.RefuseUnknown();
    }

    /// <summary>The network's shape, its dropout and the settings of every network.</summary>
    public static SearchSpace Space { get; } = new(
    [
        .. Learning,
        new("blocks", new IntDistribution(2, 4)),
        new("pool", new IntDistribution(4, 12, step: 4)),
        new("hidden_size", new IntDistribution(32, 128, step: 32)),
        new("dropout", new FloatDistribution(0, 0.5)),
    ]);

    /// <inheritdoc/>
    protected override Module<Tensor, Tensor> Build() => new NhitsNetwork(
        shape.Features, Lookback, [.. Enumerable.Range(0, shape.Blocks).Select(block => Math.Max(1, shape.Coarsest >> block))],
        shape.Hidden, dropout, Outputs);
}
