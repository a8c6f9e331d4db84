using Huracan.Engine.Training;
using TorchSharp;
using TorchSharp.Modules;
using AdamW = Huracan.Engine.Training.AdamW;
using static TorchSharp.torch;

namespace Huracan.Tests.Engine.Training;

[Collection("torch")]
public sealed class AdamWTests
{
    private static readonly int[] Sizes = [1, 15, 16, 17, 480, 1000];

    [Fact]
    public void Many_steps_give_the_weights_and_norms_of_TorchSharps()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        Parameter[] theirs = [.. Sizes.Select(n => new Parameter(randn(n)))];
        var ours = Array.ConvertAll(theirs, p => p.data<float>().ToArray());
        var means = Array.ConvertAll(Sizes, n => new float[n]);
        var squares = Array.ConvertAll(Sizes, n => new float[n]);
        using var library = optim.AdamW(theirs, 0.01, weight_decay: 0.1);
        var adamW = new AdamW(0.01, 0.1);
        for (var step = 1; step <= 300; step++)
        {
            var size = step % 3 == 0 ? 0.001 : 0.1; // some are clipped, some are not
            foreach (var parameter in theirs)
                parameter.grad = (parameter.detach() + randn_like(parameter)) * size;
            var gradients = Array.ConvertAll(theirs, p => p.grad!.data<float>().ToArray());
            var norm = Math.Sqrt(gradients.Sum(g => AdamW.SumOfSquares(g)));
            Assert.Equal(1, (double)nn.utils.clip_grad_norm_(theirs, 1) / norm, 1e-6);
            Assert.Equal(step % 3 != 0, norm > 1);
            library.step();
            for (var i = 0; i < Sizes.Length; i++)
                adamW.Step(step, AdamW.ClipScale(norm, 1), ours[i], gradients[i], means[i], squares[i]);
        }
        for (var i = 0; i < Sizes.Length; i++)
        {
            foreach (var (expected, actual) in theirs[i].data<float>().Zip(ours[i]))
                Assert.Equal(expected, actual, 1e-6);
        }
    }

    [Fact]
    public void Every_width_of_vectors_gives_the_bytes_of_plain_arithmetic()
    {
        var random = new Huracan.Engine.SeededRandom(5);
        const int n = 1037;
        float[] Draw(double size) => [.. Enumerable.Range(0, n).Select(_ => (float)(size * random.NextGaussian()))];
        var (weights, gradients, means, squares) = (Draw(1), Draw(0.1), Draw(0.01), Array.ConvertAll(Draw(0.01), v => v * v));
        var (w, m, v) = (weights.ToArray(), means.ToArray(), squares.ToArray());
        var (decay, rate, root) =
            ((float)(1 - 1e-3 * 1e-2), (float)(1e-3 / (1 - Math.Pow(0.9, 7))), (float)(1 / Math.Sqrt(1 - Math.Pow(0.999, 7))));
        for (var i = 0; i < n; i++)
        {
            var g = gradients[i] * 0.3f;
            m[i] = m[i] * 0.9f + g * (float)(1 - 0.9);
            v[i] = v[i] * 0.999f + g * g * (float)(1 - 0.999);
            w[i] = w[i] * decay - m[i] / (MathF.Sqrt(v[i]) * root + 1e-8f) * rate;
        }
        var lanes = new double[16];
        for (var i = 0; i < n; i++)
            lanes[i % 16] += (double)gradients[i] * gradients[i];
        var sum = 0.0;
        for (var lane = 0; lane < 8; lane++)
            sum += lanes[lane] + lanes[lane + 8];

        new AdamW(1e-3, 1e-2).Step(7, 0.3, weights, gradients, means, squares);

        Assert.Equal(w, weights);
        Assert.Equal(m, means);
        Assert.Equal(v, squares);
        Assert.Equal(sum, AdamW.SumOfSquares(gradients));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void One_gradient_that_is_not_finite_shows_in_the_norm(float value)
    {
        for (var at = 0; at < 50; at++)
        {
            var gradients = new float[50];
            gradients[at] = value;
            Assert.False(double.IsFinite(AdamW.SumOfSquares(gradients)));
        }
    }

    [Fact]
    public void The_largest_gradients_do_not_overflow() =>
        Assert.Equal(float.MaxValue * 10.0, Math.Sqrt(AdamW.SumOfSquares([.. Enumerable.Repeat(float.MaxValue, 100)])), 1e25);

    [Fact]
    public void Memory_of_unequal_length_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdamW(0.1, 0).Step(1, 1, new float[3], new float[3], new float[2], new float[3]));
}
