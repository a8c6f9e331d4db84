using Huracan.Engine.Models.Kernels;
using Huracan.Engine.Tensors;
using static TorchSharp.torch;

namespace Huracan.Engine.Models.Networks;

/// <summary>
/// <see cref="RecurrentSequences"/> as libtorch's autograd calls it: x [B, L, C] and the four weights of PyTorch's recurrent modules, to
/// h [B, L, H]. An exception in a backward pass would end the process, so all its memory is taken in the forward pass.
/// </summary>
internal sealed class RecurrentFunction : autograd.SingleTensorFunction<RecurrentFunction>
{
    /// <inheritdoc/>
    public override string Name => "recurrent";

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        Tensor[] inputs = [.. vars.OfType<Tensor>()]; // x and the four of weights
        ctx.save_for_backward([.. inputs]);
        ctx.save_data("sequences", vars[^1]);
        ctx.save_data("gradients", Array.ConvertAll(inputs, input => empty_like(input)));
        return Outputs((RecurrentSequences)vars[^1], inputs);
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        var sequences = (RecurrentSequences)ctx.get_data("sequences");
        var inputs = ctx.get_saved_variables();
        var gradients = (Tensor[])ctx.get_data("gradients");
        TakeWeights(sequences, inputs); // others may have been used since
        sequences.Backward(
            inputs[0].Floats(), grad_output.contiguous().Floats(), gradients[0].Floats(), gradients[1].Floats(), gradients[2].Floats(),
            gradients[3].Floats(), gradients[4].Floats());
        return [.. gradients, null!]; // the last for what is no tensor
    }

    /// <summary>What the forward pass gives, without a record for a backward one.</summary>
    public static Tensor Outputs(RecurrentSequences sequences, IReadOnlyList<Tensor> inputs)
    {
        TakeWeights(sequences, inputs);
        var (x, hiddenWeights) = (inputs[0], inputs[2]);
        var outputs = empty(x.shape[0], x.shape[1], hiddenWeights.shape[1]);
        sequences.Forward(x.Floats(), outputs.Floats());
        return outputs;
    }

    private static void TakeWeights(RecurrentSequences sequences, IReadOnlyList<Tensor> inputs) =>
        sequences.TakeWeights(inputs[1].Floats(), inputs[2].Floats(), inputs[3].Floats(), inputs[4].Floats());
}
