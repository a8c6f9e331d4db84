using Huracan.Contracts;
using Huracan.Engine.Models.Kernels;
using Huracan.Engine.Search.Space;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Huracan.Engine.Models.Networks;

/// <summary>A convolution over time that feeds an LSTM, on windows of <c>lookback</c> bars.</summary>
[ModelFamily("cnn-lstm", FeatureSet = "sequence")]
public sealed class CnnLstmModel : NetworkModel, ISearchable, ISameOnEveryProcessor
{
    private readonly (int Features, int Channels, int Kernel, int Hidden) shape;
    private readonly double dropout;
    private CnnLstmKernel? trained;

    /// <summary>
    /// Makes an untrained model. Settings: those of <see cref="NetworkModel"/>, <c>conv_channels</c> 32, <c>kernel_size</c> 3 (odd),
    /// <c>hidden_size</c> 64, <c>dropout</c> 0.2.
    /// </summary>
    /// <exception cref="InputRefusedException">A setting is unknown or out of range.</exception>
    public CnnLstmModel(ModelSettings settings)
        : base(settings)
    {
        shape = (settings.Features, Size("conv_channels", 32, 1, 1024), Size("kernel_size", 3, 1, 31), Size("hidden_size", 64, 1, 2048));
        dropout = settings.Number("dropout", 0.2, 0, 0.9);
        settings.RefuseUnknown();
        if (shape.Kernel % 2 == 0)
            throw new InputRefusedException($"{settings.Family}: setting 'kernel_size' is {shape.Kernel}; it must be odd.");
    }

    /// <summary>The network's shape, its dropout and the settings of every network.</summary>
    public static SearchSpace Space { get; } = new(
    [
        .. Learning,
        new("conv_channels", new IntDistribution(16, 64, step: 16)),
        new("kernel_size", new IntDistribution(3, 7, step: 2)),
        new("hidden_size", new IntDistribution(32, 128, step: 32)),
        new("dropout", new FloatDistribution(0, 0.5)),
    ]);

    /// <inheritdoc/>
    protected override Module<Tensor, Tensor> Build() =>
        new CnnLstm(shape.Features, shape.Channels, shape.Kernel, shape.Hidden, dropout, Outputs);

    /// <inheritdoc/>
    public override void Dispose()
    {
        trained?.Dispose();
        trained = null;
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override void Trained(Module<Tensor, Tensor> network)
    {
        trained?.Dispose();
        var cnnLstm = (CnnLstm)network;
        trained = new(Kernel.Best, cnnLstm.Layout, Lookback, CnnLstmKernel.ForecastRows, backward: false, new());
        cnnLstm.CopyTo(trained);
    }

    /// <inheritdoc/>
    /// <remarks>A forecast comes out bit for bit the same whatever else is asked for with it.</remarks>
    protected override void Results(FeatureTable table, ReadOnlySpan<int> bars, Span<float> results) =>
        trained!.Results(table, bars, results); // set before any forecast is asked for
}
