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
    private readonly TorchSharp.Modules.Dropout drop;
    private readonly Linear head;

    /// <summary>Draws its first weights from torch's global generator.</summary>
    /// <param name="features">F, 1 or more.</param>
    /// <param name="convChannels">C, 1 or more.</param>
    /// <param name="kernelSize">Bars a filter sees, odd, so that padding keeps L.</param>
    /// <param name="hiddenSize">H, 1 or more.</param>
    /// <param name="dropout">Share of the last hidden state dropped in training, 0 to below 1.</param>
    public CnnLstm(int features, int convChannels, int kernelSize, int hiddenSize, double dropout)
        : base(nameof(CnnLstm))
    {
        conv = Conv1d(features, convChannels, kernelSize, padding: kernelSize / 2);
        lstm = LSTM(convChannels, hiddenSize, batchFirst: true);
        drop = Dropout(dropout);
        head = Linear(hiddenSize, 3);
        RegisterComponents();
        Layout = new(features, convChannels, kernelSize, hiddenSize);
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
        // Without gradients libtorch 2.10 has oneDNN pack the LSTM's weights, and with AVX-512 the result is then wrong for hidden sizes of
        // up to 16, of 48, of 100: LstmTests. With gradients it is right.
        using var recorded = enable_grad();
        var filtered = functional.relu(conv.forward(input)); // [B, C, L]
        var (_, hidden, _) = lstm.forward(filtered.transpose(1, 2)); // hidden after the last step: [1, B, H]
        return head.forward(drop.forward(hidden.select(0, 0))); // [B, 3]
    }
}
