using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Huracan.Bench.Peers.Networks;

/// <summary>One LSTM or GRU of TorchSharp's, its last step through dropout and a linear layer: [B, F, L] to [B, 3].</summary>
internal sealed class LibraryRecurrent : Module<Tensor, Tensor>
{
    private readonly LSTM? lstm;
    private readonly GRU? gru;
    private readonly Dropout drop;
    private readonly Linear head;

    public LibraryRecurrent(bool isGru, int features, int hidden, double dropout)
        : base(nameof(LibraryRecurrent))
    {
        if (isGru)
            gru = GRU(features, hidden, batchFirst: true);
        else
            lstm = LSTM(features, hidden, batchFirst: true);
        drop = Dropout(dropout);
        head = Linear(hidden, 3);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var steps = input.transpose(1, 2);
        var hidden = lstm is not null ? lstm.call(steps).Item2 : gru!.call(steps).Item2; // after the last step [1, B, H]
        return head.call(drop.call(hidden.select(0, 0)));
    }
}
