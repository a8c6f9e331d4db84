using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Huracan.Tests.Engine.Models.Networks;

/// <summary>The CNN-LSTM of TorchSharp's modules alone, with weights of the same names.</summary>
internal sealed class LibraryCnnLstm : Module<Tensor, Tensor>
{
    private readonly Conv1d conv;
    private readonly LSTM lstm;
    private readonly Dropout drop;
    private readonly Linear head;

    public LibraryCnnLstm(int features, int channels, int kernelSize, int hidden, double dropout)
        : base(nameof(LibraryCnnLstm))
    {
        conv = Conv1d(features, channels, kernelSize, padding: kernelSize / 2);
        lstm = LSTM(channels, hidden, batchFirst: true);
        drop = Dropout(dropout);
        head = Linear(hidden, 3);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var (_, hidden, _) = lstm.call(functional.relu(conv.call(input)).transpose(1, 2)); // after the last step [1, B, H]
        return head.call(drop.call(hidden.select(0, 0)));
    }
}
