using Huracan.Contracts;
using Huracan.Engine.Search.Space;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Huracan.Engine.Models.Networks;

/// <summary>PatchTST on windows of <c>lookback</c> bars.</summary>
[ModelFamily("patchtst", FeatureSet = "sequence")]
public sealed class PatchTstModel : NetworkModel, ISearchable
{
    private readonly (int Features, int Patch, int Stride, int HeadSize, int Heads, int Depth) shape;
    private readonly double dropout;
    private readonly bool normalise;

    /// <summary>
    /// Makes an untrained model. Settings: those of <see cref="NetworkModel"/>, <c>patch_length</c> 12 (at most the lookback counts),
    /// <c>stride</c> 6 (at most the patch counts), <c>heads</c> 4, <c>head_size</c> 4 (a step is as wide as all heads together),
    /// <c>layers</c> 2, <c>dropout</c> 0.2, <c>instance_norm</c> 0 (1 brings each window of a feature to mean 0 and deviation 1, as the
    /// paper does with prices; features are scaled already, and their level tells something).
    /// </summary>
    /// <exception cref="InputRefusedException">A setting is unknown or out of range.</exception>
    public PatchTstModel(ModelSettings settings)
        : base(settings)
    {
        var patch = Math.Min(Size("patch_length", 12, 1, 512), Lookback);
        var stride = Math.Min(Size("stride", 6, 1, 512), patch);
        shape = (settings.Features, patch, stride, Size("head_size", 4, 1, 256), Size("heads", 4, 1, 16), Size("layers", 2, 1, 12));
        dropout = settings.Number("dropout", 0.2, 0, 0.9);
        normalise = Size("instance_norm", 0, 0, 1) == 1;
        settings.RefuseUnknown();
    }

    /// <summary>The network's shape, its dropout and the settings of every network.</summary>
    public static SearchSpace Space { get; } = new(
    [
        .. Learning,
        new("patch_length", new IntDistribution(6, 18, step: 6)),
        new("head_size", new IntDistribution(4, 16, step: 4)),
        new("layers", new IntDistribution(1, 3)),
        new("dropout", new FloatDistribution(0, 0.5)),
    ]);

    /// <inheritdoc/>
    protected override Module<Tensor, Tensor> Build() => new PatchTstNetwork(
        shape.Features, Lookback, shape.Patch, shape.Stride, shape.Heads * shape.HeadSize, shape.Heads, shape.Depth, dropout, normalise,
        Outputs);
}
