using Huracan.Engine.Models.Networks;
using Huracan.Engine.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace Huracan.Tests.Engine.Models.Networks;

/// <summary>
/// The library's LSTM beside its own in double precision, at sizes where one of its paths was found to be wrong by as much as the values.
/// </summary>
[Collection("torch")]
public sealed class LstmTests
{
    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(48)]
    [InlineData(64)]
    [InlineData(100)]
    public void A_network_gives_the_same_with_gradients_and_without_in_training_and_in_use(int hidden)
    {
        LibTorch.Load();
        using var scope = NewDisposeScope();
        manual_seed(4);
        using var network = new CnnLstm(3, 8, 3, hidden, 0);
        using var exact = new CnnLstm(3, 8, 3, hidden, 0);
        exact.LoadWeights(network.SaveWeights());
        exact.to(float64);
        var windows = randn(10, 3, 12);
        var expected = exact.call(windows.to(float64)).data<double>().ToArray();
        AssertLogits();
        network.eval();
        AssertLogits();
        using (no_grad())
            AssertLogits();

        void AssertLogits()
        {
            foreach (var (e, a) in expected.Zip(network.call(windows).data<float>()))
                Assert.Equal(e, a, 1e-5);
        }
    }
}
