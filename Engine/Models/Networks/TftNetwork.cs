using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Huracan.Engine.Models.Networks;

/// <summary>
/// The temporal fusion transformer of Lim, Arık, Loeff and Pfister, "Temporal Fusion Transformers for Interpretable Multi-horizon Time
/// Series Forecasting", 2021, without what there is none of here: attributes of a series, inputs known in advance, and steps after the
/// present one. Features are selected at each step, an LSTM reads the steps, the last attends to all by heads that share their values, and
/// what it makes is mapped to logits: windows [B, F, L] to [B, 3].
/// </summary>
public sealed class TftNetwork : Module<Tensor, Tensor>
{
    private readonly int heads;
    private readonly VariableSelection selection;
    private readonly LSTM lstm;
    private readonly RecurrentLayer layer;
    private readonly GatedSkip afterLstm;
    private readonly GatedResidual enrichment;
    private readonly Linear queries;
    private readonly Linear keys;
    private readonly Linear values;
    private readonly Linear mixed;
    private readonly GatedSkip afterAttention;
    private readonly GatedResidual feed;
    private readonly GatedSkip afterFeed;
    private readonly Linear head;

    /// <summary>Draws its first weights from torch's global generator.</summary>
    /// <param name="features">F, 1 or more.</param>
    /// <param name="size">D, a multiple of the heads.</param>
    /// <param name="heads">Attentions side by side, 1 or more.</param>
    /// <param name="dropout">Share dropped in training, 0 to below 1.</param>
    /// <param name="outputs">Numbers it makes of a window: the logits, then those of a value head.</param>
    public TftNetwork(int features, int size, int heads, double dropout, int outputs = 3)
        : base(nameof(TftNetwork))
    {
        this.heads = heads;
        selection = new(features, size, dropout);
        lstm = LSTM(size, size, batchFirst: true);
        layer = new(lstm);
        afterLstm = new(size, dropout);
        enrichment = new(size, size, size, dropout);
        queries = Linear(size, size);
        keys = Linear(size, size);
        values = Linear(size, size / heads);
        mixed = Linear(size / heads, size, hasBias: false);
        afterAttention = new(size, dropout);
        feed = new(size, size, size, dropout);
        afterFeed = new(size, dropout);
        head = Linear(size, outputs);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var (selected, _) = selection.forward(input.transpose(1, 2));
        var read = afterLstm.forward(layer.Forward(selected), selected); // [B, L, D]
        var enriched = enrichment.forward(read);
        var last = enriched.select(1, -1);
        var attended = afterAttention.forward(Attention(last, enriched), last);
        return head.forward(afterFeed.forward(feed.forward(attended), read.select(1, -1)));
    }

    /// <summary>How much of each feature goes on at each step of some windows: shares [B, L, F] that sum to 1.</summary>
    public Tensor Shares(Tensor input) => selection.forward(input.transpose(1, 2)).Shares;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            layer.Dispose();
        base.Dispose(disposing);
    }

    // Of the last step alone; the mean of the heads' attention reads one set of values.
    private Tensor Attention(Tensor last, Tensor steps)
    {
        var (batch, length, size) = (steps.shape[0], steps.shape[1], steps.shape[2]);
        var asked = queries.forward(last).reshape(batch, heads, 1, size / heads);
        var offered = keys.forward(steps).reshape(batch, length, heads, size / heads).transpose(1, 2); // [B, H, L, D/H]
        var weights = functional.softmax(asked.matmul(offered.transpose(2, 3)) / Math.Sqrt((double)size / heads), 3).mean([1]); // [B, 1, L]
        return mixed.forward(weights.matmul(values.forward(steps)).squeeze(1));
    }
}
