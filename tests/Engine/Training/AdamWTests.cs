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
        using var library = optim.AdamW(theirs, 0.01, weight_decay: 0.1);
        var adamW = new AdamW(Sizes.Sum(), new() { Lookback = 1, LearningRate = 0.01, WeightDecay = 0.1 });
        for (var step = 1; step <= 300; step++)
        {
            var size = step % 3 == 0 ? 0.001 : 0.1; // some are clipped, some are not
            foreach (var parameter in theirs)
                parameter.grad = (parameter.detach() + randn_like(parameter)) * size;
            var gradients = Array.ConvertAll(theirs, p => p.grad!.data<float>().ToArray());
            var norm = Math.Sqrt(gradients.Sum(g => Huracan.Engine.FixedOrder.SumOfSquares(g)));
            Assert.Equal(1, (double)nn.utils.clip_grad_norm_(theirs, 1) / norm, 1e-6);
            Assert.Equal(step % 3 != 0, norm > 1);
            library.step();
            adamW.Begin(norm);
            for (int i = 0, start = 0; i < Sizes.Length; start += Sizes[i++])
                adamW.Step(start, ours[i], gradients[i]);
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
        var (weights, gradients, m, v) = (Draw(1), Draw(0.1), new float[n], new float[n]);
        var w = weights.ToArray();
        var settings = new TrainerSettings { Lookback = 1, LearningRate = 1e-3, WeightDecay = 1e-2, GradientClip = 0.75 };
        var adamW = new AdamW(n, settings);
        for (var step = 1; step <= 7; step++)
        {
            var (decay, scale) = ((float)(1 - 1e-3 * 1e-2), (float)(0.75 / (2.5 + 1e-6)));
            var rate = (float)(1e-3 / (1 - Math.Pow(0.9, step)));
            var root = (float)(1 / Math.Sqrt(1 - Math.Pow(0.999, step)));
            for (var i = 0; i < n; i++)
            {
                var g = gradients[i] * scale;
                m[i] = m[i] * 0.9f + g * (float)(1 - 0.9);
                v[i] = v[i] * 0.999f + g * g * (float)(1 - 0.999);
                w[i] = w[i] * decay - m[i] / (MathF.Sqrt(v[i]) * root + 1e-8f) * rate;
            }

            adamW.Begin(2.5);
            adamW.Step(0, weights, gradients);

            Assert.Equal(w, weights);
        }
    }

    [Fact]
    public void Memory_of_unequal_length_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new AdamW(3, new() { Lookback = 1 }).Step(0, new float[3], new float[2]));
}
