using Huracan.Contracts;
using Huracan.Engine.Search.Space;
using Huracan.Engine.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Huracan.Engine.Models.Networks;

/// <summary>A temporal fusion transformer on windows of <c>lookback</c> bars.</summary>
[ModelFamily("tft", FeatureSet = "sequence")]
public sealed class TftModel : NetworkModel, ISearchable, IExplained
{
    private const int ExplainedRows = 16;

    private readonly (int Features, int HeadSize, int Heads) shape;
    private readonly double dropout;
    private TftNetwork? trained;

    /// <summary>
    /// Makes an untrained model. Settings: those of <see cref="NetworkModel"/>, <c>heads</c> 2, <c>head_size</c> 8 (a step is as wide as
    /// all heads together), <c>dropout</c> 0.2.
    /// </summary>
    /// <exception cref="InputRefusedException">A setting is unknown or out of range.</exception>
    public TftModel(ModelSettings settings)
        : base(settings)
    {
        shape = (settings.Features, Size("head_size", 8, 1, 256), Size("heads", 2, 1, 16));
        dropout = settings.Number("dropout", 0.2, 0, 0.9);
        settings.RefuseUnknown();
    }

    /// <summary>The network's shape, its dropout and the settings of every network.</summary>
    public static SearchSpace Space { get; } = new(
    [
        .. Learning,
        new("head_size", new IntDistribution(4, 16, step: 4)),
        new("heads", new IntDistribution(1, 4)),
        new("dropout", new FloatDistribution(0, 0.5)),
    ]);

    /// <summary>The shares by which the network selects its features, mean over windows and their steps.</summary>
    public IReadOnlyList<FeatureMeasure> Explain(FeatureTable table, ReadOnlySpan<int> bars)
    {
        var network = trained ?? throw new InvalidOperationException("The tft model is neither fitted nor loaded.");
        SampleRules.RequireBars(table, bars, shape.Features, Lookback);
        using var scope = NewDisposeScope();
        using var noGradients = inference_mode();
        using var windows = new WindowTable(table, Lookback, bars, CPU);
        var shares = new double[shape.Features];
        for (var start = 0; start < bars.Length; start += ExplainedRows)
        {
            using var step = NewDisposeScope();
            var part = bars.Slice(start, Math.Min(ExplainedRows, bars.Length - start));
            var sums = network.Shares(windows.Batch(windows.Indices(part))).sum([0, 1]).data<float>();
            for (var j = 0; j < shares.Length; j++)
                shares[j] += sums[j] / ((double)Lookback * bars.Length);
        }
        return [new FeatureMeasure("share", "mean share in the network's variable selection", shares)];
    }

    /// <inheritdoc/>
    protected override void Trained(Module<Tensor, Tensor> network) => trained = (TftNetwork)network;

    /// <inheritdoc/>
    protected override Module<Tensor, Tensor> Build() =>
        new TftNetwork(shape.Features, shape.Heads * shape.HeadSize, shape.Heads, dropout, Outputs);
}
