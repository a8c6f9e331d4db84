using Huracan.Engine;
using Huracan.Engine.Models;
using Huracan.Engine.Models.Values;
using Huracan.Engine.Tensors;
using Huracan.Engine.Training;
using static TorchSharp.torch;

namespace Huracan.Tests.Engine.Models;

[Collection("torch")]
public class ValueLossTests
{
    private const int Rows = 40;

    [Fact]
    public void Loss_and_gradients_are_those_that_libtorch_derives()
    {
        LibTorch.Load();
        using var scope = NewDisposeScope();
        var random = new SeededRandom(3);
        var outputs = Enumerable.Range(0, Rows * ValueOutputs.Count).Select(_ => (float)(2 * random.NextGaussian())).ToArray();
        var outcomes = Enumerable.Range(0, Rows).Select(_ => (float)(3 * random.NextGaussian())).ToArray();
        var given = tensor(outputs, [Rows, ValueOutputs.Count], requires_grad: true);

        var losses = ValueTensorLoss.Of(given, tensor(outcomes));
        losses.sum().backward();

        var (expected, slopes) = (losses.data<float>().ToArray(), given.grad!.data<float>().ToArray());
        for (var i = 0; i < Rows; i++)
        {
            var row = outputs.AsSpan(i * ValueOutputs.Count, ValueOutputs.Count).ToArray();
            Assert.Equal(expected[i], ValueLoss.Gradients(row, outcomes[i], 2), 1e-5);
            for (var k = 0; k < row.Length; k++)
                Assert.Equal(2 * slopes[i * ValueOutputs.Count + k], row[k], 1e-5);
        }
    }

    [Fact]
    public void Quantiles_never_cross_whatever_a_network_puts_out()
    {
        var quantiles = new float[ReturnQuantiles.Count];
        foreach (var size in new[] { 0f, 1f, -1f, 30f, -30f, 500f, -500f })
        {
            ValueOutputs.Returns([1, 0.5f, size, -size, size, size], new(0.001, 0.01), quantiles);
            Assert.Equal(quantiles.Order(), quantiles);
            Assert.All(quantiles, value => Assert.True(float.IsFinite(value)));
            Assert.Equal(0.001 + 0.01 * 0.5, quantiles[2], 1e-7);
        }
    }

    [Fact]
    public void The_pinball_loss_is_least_at_the_quantile()
    {
        var random = new SeededRandom(5);
        double[] outcomes = [.. Enumerable.Range(0, 4_000).Select(_ => random.NextGaussian())];
        float[] right = [-1.645f, -0.674f, 0, 0.674f, 1.645f]; // of a normal distribution
        double Loss(float shift) => outcomes.Average(outcome => ReturnQuantiles.PinballLoss([.. right.Select(q => q + shift)], outcome));

        Assert.Equal(0.1, ReturnQuantiles.PinballLoss([0.2f, 0.2f, 0.2f, 0.2f, 0.2f], 0), 1e-6); // by hand: half of the distance
        Assert.True(Loss(0) < Loss(0.1f) && Loss(0) < Loss(-0.1f));
    }
}
