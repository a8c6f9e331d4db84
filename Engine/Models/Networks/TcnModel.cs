using Huracan.Contracts;
using Huracan.Engine.Search.Space;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Huracan.Engine.Models.Networks;

/// <summary>A temporal convolutional network on windows of <c>lookback</c> bars.</summary>
[ModelFamily("tcn", FeatureSet = "sequence")]
public sealed class TcnModel : NetworkModel, ISearchable
{
    private readonly (int Features, int Channels, int Kernel, int Depth) shape;
    private readonly double dropout;

    /// <summary>
    /// Makes an untrained model. Settings: those of <see cref="NetworkModel"/>, <c>channels</c> 32, <c>kernel_size</c> 3, <c>blocks</c> 4,
    /// <c>dropout</c> 0.2.
    /// </summary>
    /// <exception cref="InputRefusedException">A setting is unknown or out of range.</exception>
    public TcnModel(ModelSettings settings)
        : base(settings)
    {
        shape = (settings.Features, Size("channels", 32, 1, 1024), Size("kernel_size", 3, 2, 31), Size("blocks", 4, 1, 12));
        dropout = settings.Number("dropout", 0.2, 0, 0.9);
        settings.RefuseUnknown();
    }

    /// <summary>The network's shape, its dropout and the settings of every network.</summary>
    public static SearchSpace Space { get; } = new(
    [
        .. Learning,
        new("channels", new IntDistribution(16, 64, step: 16)),
        new("kernel_size", new IntDistribution(2, 5)),
        new("blocks", new IntDistribution(2, 5)),
        new("dropout", new FloatDistribution(0, 0.5)),
    ]);

    /// <inheritdoc/>
    protected override Module<Tensor, Tensor> Build() =>
        new TemporalConvolutionalNetwork(shape.Features, shape.Channels, shape.Kernel, shape.Depth, dropout, Outputs);
}
