using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Huracan.Bench.Peers.Networks;

/// <summary>The temporal convolutional network by TorchSharp's <c>Conv1d</c>, padded on both sides and cut: [B, F, L] to [B, 3].</summary>
internal sealed class LibraryTcn : Module<Tensor, Tensor>
{
    private readonly ModuleList<Conv1d> convolutions = [];
    private readonly Conv1d shortcut;
    private readonly Dropout drop;
    private readonly Linear head;

    public LibraryTcn(int features, int channels, int kernelSize, int blocks, double dropout)
        : base(nameof(LibraryTcn))
    {
        for (var i = 0; i < 2 * blocks; i++)
        {
            var dilation = 1 << (i / 2);
            var (inputs, padding) = (i == 0 ? features : channels, (kernelSize - 1) * dilation);
            convolutions.Add(Conv1d(inputs, channels, kernelSize, padding: padding, dilation: dilation));
        }
        shortcut = Conv1d(features, channels, 1L);
        drop = Dropout(dropout);
        head = Linear(channels, 3);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var length = input.shape[2];
        var steps = input;
        for (var i = 0; i < convolutions.Count; i += 2)
        {
            var inner = drop.call(functional.relu(convolutions[i].call(steps).narrow(2, 0, length)));
            var outer = drop.call(functional.relu(convolutions[i + 1].call(inner).narrow(2, 0, length)));
            steps = functional.relu(outer + (i == 0 ? shortcut.call(steps) : steps));
        }
        return head.call(steps.select(2, -1));
    }
}
