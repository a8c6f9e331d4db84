using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Huracan.Tests.Torch.Networks;

/// <summary>The float32 LSTM of the CPU is an operator of our own; ATen's in double precision is what it must agree with.</summary>
public class FusedLstmTests
{
    [Theory]
    [InlineData(1, 1, 3, 8)]
    [InlineData(5, 7, 15, 16)]
    [InlineData(33, 60, 32, 64)]
    public void Values_and_gradients_agree_with_those_of_ATen_in_double_precision(int batch, int time, int size, int hidden)
    {
        using var scope = NewDisposeScope();
        manual_seed(11);
        using var fused = nn.LSTM(size, hidden, batchFirst: true);
        using var exact = nn.LSTM(size, hidden, batchFirst: true, dtype: float64);
        var mine = fused.parameters().ToArray();
        var theirs = exact.parameters().ToArray();
        using (no_grad())
        {
            for (var i = 0; i < mine.Length; i++)
                theirs[i].copy_(mine[i]);
        }
        // Wide inputs reach the flat ends of the gates too.
        var inputs = new[] { randn(batch, time, size) * 4, randn(1, batch, hidden), randn(1, batch, hidden) };
        var weight = randn(batch, time, hidden);

        var (values, gradients) = Run(fused, mine, inputs, weight, float32);
        var (expected, expectedGradients) = Run(exact, theirs, inputs, weight, float64);

        Agree(expected, values, 2e-6, 0);
        Agree(expectedGradients, gradients, 2e-5, 2e-5);
    }

    private static (Tensor[] Values, Tensor[] Gradients) Run(
        LSTM lstm, Tensor[] parameters, Tensor[] inputs, Tensor weight, ScalarType type)
    {
        var leaves = Array.ConvertAll(inputs, input => input.to(type).clone().detach().requires_grad_());
        var (output, h, c) = lstm.call(leaves[0], (leaves[1], leaves[2]));
        ((output * weight.to(type)).sum() + (h * h).sum() + (c * 0.5).sum()).backward();
        return ([output, h, c], [
            .. leaves.Concat(parameters).Select(leaf => leaf.grad ?? throw new InvalidOperationException("a leaf has no gradient"))
        ]);
    }

    private static void Agree(Tensor[] expected, Tensor[] actual, double absolute, double relative)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i].shape, actual[i].shape);
            var largest = expected[i].abs().max().item<double>();
            var error = (expected[i] - actual[i].to(float64)).abs().max().item<double>();
            Assert.True(error <= absolute + relative * largest, $"tensor {i} is off by {error}, its largest value is {largest}");
        }
    }
}
