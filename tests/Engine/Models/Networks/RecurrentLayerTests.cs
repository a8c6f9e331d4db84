using Huracan.Engine.Models.Networks;
using Huracan.Engine.Tensors;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Huracan.Tests.Engine.Models.Networks;

/// <summary>Our LSTM and GRU beside the library's in double precision.</summary>
[Collection("torch")]
public sealed class RecurrentLayerTests
{
    // Without gradients libtorch 2.10's own float32 LSTM is wrong for 8, 16, 48 and 100 on processors with AVX-512.
    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(3, 2, 5, 8)]
    [InlineData(16, 9, 16, 16)]
    [InlineData(17, 12, 17, 17)]
    [InlineData(5, 30, 40, 48)]
    [InlineData(32, 60, 32, 64)]
    [InlineData(33, 7, 3, 100)]
    [InlineData(40, 4, 20, 255)]
    public void An_lstm_has_the_librarys_hidden_numbers_and_gradients(int batch, int steps, int inputs, int hidden)
    {
        LibTorch.Load();
        using var module = nn.LSTM(inputs, hidden, batchFirst: true);
        using var exact = nn.LSTM(inputs, hidden, batchFirst: true);
        using var layer = new RecurrentLayer(module);
        AssertLikeTheLibrary(layer, module, exact, x => exact.call(x).Item1, [batch, steps, inputs], hidden);
    }

    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(3, 2, 5, 8)]
    [InlineData(17, 12, 17, 17)]
    [InlineData(32, 60, 32, 64)]
    [InlineData(33, 7, 3, 100)]
    [InlineData(40, 4, 20, 255)]
    public void A_gru_has_the_librarys_hidden_numbers_and_gradients(int batch, int steps, int inputs, int hidden)
    {
        LibTorch.Load();
        using var module = nn.GRU(inputs, hidden, batchFirst: true);
        using var exact = nn.GRU(inputs, hidden, batchFirst: true);
        using var layer = new RecurrentLayer(module);
        AssertLikeTheLibrary(layer, module, exact, x => exact.call(x).Item1, [batch, steps, inputs], hidden);
    }

    [Fact]
    public void Layers_of_several_lengths_and_one_upon_the_other_keep_their_gradients_apart()
    {
        LibTorch.Load();
        using var scope = NewDisposeScope();
        manual_seed(4);
        using var first = nn.LSTM(3, 10, batchFirst: true);
        using var second = nn.LSTM(10, 6, batchFirst: true);
        using var layers = new Layers(first, second);
        var (a, b) = (randn(20, 5, 3), randn(20, 8, 3));
        float[] Gradients(Func<Tensor> loss)
        {
            foreach (var parameter in first.parameters().Concat(second.parameters()))
                parameter.grad = null;
            loss().backward();
            return [.. first.parameters().Concat(second.parameters()).SelectMany(p => p.grad!.data<float>())];
        }
        Tensor Library(Tensor x) => second.call(first.call(x).Item1).Item1.square().mean();

        var actual = Gradients(() => layers.Forward(a).square().mean() + layers.Forward(b).square().mean());

        foreach (var (e, g) in Gradients(() => Library(a) + Library(b)).Zip(actual))
            Assert.Equal(e, g, 1e-6);
    }

    [Fact]
    public void Double_precision_is_left_to_the_library()
    {
        LibTorch.Load();
        using var scope = NewDisposeScope();
        using var module = nn.LSTM(3, 10, batchFirst: true);
        module.to(float64);
        using var layer = new RecurrentLayer(module);
        var x = randn(2, 4, 3, dtype: float64);
        Assert.Equal(module.call(x).Item1.data<double>(), layer.Forward(x).data<double>());
    }

    private static void AssertLikeTheLibrary(
        RecurrentLayer layer, nn.Module module, nn.Module exact, Func<Tensor, Tensor> library, long[] shape, int hidden)
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        exact.LoadWeights(module.SaveWeights());
        exact.to(float64);
        var x = randn(shape, requires_grad: true);
        var exactX = x.detach().to(float64).requires_grad_();
        var gradients = randn(shape[0], shape[1], hidden);

        var actual = layer.Forward(x);
        actual.backward([gradients]);
        var expected = library(exactX);
        expected.backward([gradients.to(float64)]);

        AssertClose("h", expected, actual);
        AssertClose("x", exactX.grad!, x.grad!);
        foreach (var (name, parameter) in module.named_parameters())
            AssertClose(name, exact.get_parameter(name)!.grad!, parameter.grad!);
        using (no_grad())
            Assert.Equal(actual.data<float>(), layer.Forward(x).data<float>());
    }

    private static void AssertClose(string name, Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        var theirs = expected.to(float64).contiguous().data<double>().ToArray();
        var largest = theirs.Max(Math.Abs);
        foreach (var (e, a) in theirs.Zip(actual.data<float>()))
            Assert.True(Math.Abs(e - a) <= 1e-5 * largest, $"{name}: {e} {a}, {largest} at most");
    }

    private sealed class Layers(LSTM first, LSTM second) : IDisposable
    {
        private readonly RecurrentLayer lower = new(first), upper = new(second);

        public Tensor Forward(Tensor x) => upper.Forward(lower.Forward(x));

        public void Dispose()
        {
            lower.Dispose();
            upper.Dispose();
        }
    }
}
