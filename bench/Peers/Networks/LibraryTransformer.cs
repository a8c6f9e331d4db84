using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Huracan.Bench.Peers.Networks;

/// <summary>
/// A transformer by TorchSharp's <c>TransformerEncoder</c>, over the bars of a window or over patches of each feature: [B, F, L] to [B, 3].
/// </summary>
internal sealed class LibraryTransformer : Module<Tensor, Tensor>
{
    private readonly (int Length, int Stride)? patch;
    private readonly Linear embedding;
    private readonly Parameter positions;
    private readonly TransformerEncoder encoder;
    private readonly Linear head;

    public LibraryTransformer(int features, int length, int size, int heads, int depth, double dropout, (int Length, int Stride)? patch)
        : base(nameof(LibraryTransformer))
    {
        this.patch = patch;
        var steps = patch is { } cut ? (length - cut.Length) / cut.Stride + 2 : length;
        embedding = Linear(patch?.Length ?? features, size);
        positions = Parameter(randn(steps, 1, size) * 0.02);
        encoder = TransformerEncoder(TransformerEncoderLayer(size, heads, 2 * size, dropout, Activations.GELU), depth);
        head = Linear(patch is null ? size : features * steps * size, 3);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var batch = input.shape[0];
        var steps = patch is { } cut ? Patches(input, cut) : input.permute(2, 0, 1); // [steps, rows, width]
        var read = encoder.call(embedding.call(steps) + positions, null, null);
        return head.call(patch is null ? read.select(0, -1) : read.transpose(0, 1).reshape(batch, -1));
    }

    private static Tensor Patches(Tensor input, (int Length, int Stride) cut)
    {
        var (batch, features, length) = (input.shape[0], input.shape[1], input.shape[2]);
        var padded = cat([input, input.narrow(2, length - 1, 1).expand(batch, features, cut.Stride)], 2);
        return padded.unfold(2, cut.Length, cut.Stride).reshape(batch * features, -1, cut.Length).transpose(0, 1);
    }
}
