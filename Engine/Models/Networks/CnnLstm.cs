using Huracan.Engine.Models.Kernels;
using Huracan.Engine.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Huracan.Engine.Models.Networks;

/// <summary>
/// Convolution over time → ReLU → LSTM → its last step → dropout → linear: windows [B, F, L] to logits [B, 3].
/// </summary>
public sealed class CnnLstm : Module<Tensor, Tensor>, ILearnsOnProcessor
{
    private readonly Conv1d conv;
    private readonly LSTM lstm;
    private readonly RecurrentLayer layer;
    private readonly TorchSharp.Modules.Dropout drop;
    private readonly Linear head;

    /// <summary>Draws its first weights from torch's global generator.</summary>
    /// <param name="features">F, 1 or more.</param>
    /// <param name="convChannels">C, 1 or more.</param>
    /// <param name="kernelSize">Bars a filter sees, odd, so that padding keeps L.</param>
    /// <param name="hiddenSize">H, 1 or more.</param>
    /// <param name="dropout">Share of the last hidden state dropped in training, 0 to below 1.</param>
    /// <param name="outputs">Numbers it makes of a window: the logits, then those of a value head.</param>
    public CnnLstm(int features, int convChannels, int kernelSize, int hiddenSize, double dropout, int outputs = CnnLstmLayout.Classes)
        : base(nameof(CnnLstm))
    {
        conv = Conv1d(features, convChannels, kernelSize, padding: kernelSize / 2);
        lstm = LSTM(convChannels, hiddenSize, batchFirst: true);
        drop = Dropout(dropout);
        head = Linear(hiddenSize, outputs);
        layer = new(lstm);
        RegisterComponents();
        Layout = new(features, convChannels, kernelSize, hiddenSize, outputs);
        DropoutShare = dropout;
    }

    /// <summary>How the kernels read the weights.</summary>
    internal CnnLstmLayout Layout { get; }

    /// <summary>Share of the last hidden state dropped in training.</summary>
    internal double DropoutShare { get; }

    /// <summary>Copies the weights to a kernel of this layout.</summary>
    internal void CopyTo(CnnLstmKernel kernel)
    {
        Layout.Read(named_parameters().ToDictionary(p => p.name, p => p.parameter.data<float>().ToArray()), kernel.Weights);
        kernel.TakeWeights();
    }

    ILearner ILearnsOnProcessor.Learner(TrainerSettings settings, Samples train, Samples? validation) =>
        new CnnLstmLearner(this, settings, train, validation);

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var filtered = functional.relu(conv.forward(input)); // [B, C, L]
        var hidden = layer.Forward(filtered.transpose(1, 2)); // [B, L, H]
        return head.forward(drop.forward(hidden.select(1, -1)));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            layer.Dispose();
        base.Dispose(disposing);
    }
}
