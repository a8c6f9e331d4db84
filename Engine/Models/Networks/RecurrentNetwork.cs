using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Huracan.Engine.Models.Networks;

/// <summary>
/// One or more recurrent layers → the last step → dropout → linear: windows [B, F, L] to logits [B, 3]. Between layers is dropout, too.
/// </summary>
public sealed class RecurrentNetwork : Module<Tensor, Tensor>
{
    private readonly RecurrentLayer[] layers;
    private readonly TorchSharp.Modules.Dropout drop;
    private readonly Linear head;

    /// <summary>Draws its first weights from torch's global generator.</summary>
    /// <param name="cell">What the layers are made of.</param>
    /// <param name="features">F, 1 or more.</param>
    /// <param name="hiddenSize">H of every layer, 1 or more.</param>
    /// <param name="depth">Layers, 1 or more.</param>
    /// <param name="dropout">Share of a layer's output dropped in training, 0 to below 1.</param>
    /// <param name="outputs">Numbers it makes of a window: the logits, then those of a value head.</param>
    public RecurrentNetwork(RecurrentCell cell, int features, int hiddenSize, int depth, double dropout, int outputs = 3)
        : base(nameof(RecurrentNetwork))
    {
        layers = [.. Enumerable.Range(0, depth).Select(i => Layer(cell, $"layer{i}", i == 0 ? features : hiddenSize, hiddenSize))];
        drop = Dropout(dropout);
        head = Linear(hiddenSize, outputs);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var steps = input.transpose(1, 2); // [B, L, F]
        for (var i = 0; i < layers.Length; i++)
            steps = layers[i].Forward(i == 0 ? steps : drop.forward(steps));
        return head.forward(drop.forward(steps.select(1, -1)));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var layer in layers)
                layer.Dispose();
        }
        base.Dispose(disposing);
    }

    private RecurrentLayer Layer(RecurrentCell cell, string name, int inputs, int hidden)
    {
        if (cell == RecurrentCell.Gru)
        {
            var gru = GRU(inputs, hidden, batchFirst: true);
            register_module(name, gru);
            return new(gru);
        }
        var lstm = LSTM(inputs, hidden, batchFirst: true);
        register_module(name, lstm);
        return new(lstm);
    }
}
