using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Huracan.Tests.Torch;

/// <summary>The network of make_training.py: (batch, 10, 4) to (batch, 3).</summary>
internal sealed class SmallNet : nn.Module<Tensor, Tensor>
{
    private readonly Conv1d conv = nn.Conv1d(4, 8, 3, padding: 1);
    private readonly LSTM lstm = nn.LSTM(8, 8, batchFirst: true);
    private readonly LayerNorm norm = nn.LayerNorm(8);
    private readonly Dropout drop = nn.Dropout(0.2);
    private readonly Linear head = nn.Linear(8, 3);

    public SmallNet() : base(nameof(SmallNet)) => RegisterComponents();

    public override Tensor forward(Tensor input)
    {
        var h = relu(conv.call(input.transpose(1, 2)));
        var (output, _, _) = lstm.call(h.transpose(1, 2));
        return head.call(drop.call(norm.call(output.select(1, -1))));
    }

    /// <summary>One step on random data, as in the script.</summary>
    public double Step(optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        var x = randn(16, 10, 4);
        var y = (x[.., -1, 0] > 0).@long() + (x[.., -1, 1] > 0).@long();
        optimizer.zero_grad();
        var loss = nn.functional.cross_entropy(call(x), y);
        loss.backward();
        nn.utils.clip_grad_norm_(parameters(), 1.0);
        optimizer.step();
        return loss.ToSingle();
    }
}
