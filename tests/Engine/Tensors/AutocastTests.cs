using Huracan.Engine.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace Huracan.Tests.Engine.Tensors;

[Collection("torch")]
public sealed class AutocastTests
{
    [Fact]
    public void Matrix_products_are_in_bfloat16_while_it_lasts_and_their_gradients_in_single_precision()
    {
        LibTorch.Load();
        using var scope = NewDisposeScope();
        var (a, b) = (ones(2, 2).requires_grad_(), ones(2, 2));
        using (new Autocast(DeviceType.CPU))
        {
            var product = a.mm(b);
            Assert.Equal(ScalarType.BFloat16, product.dtype);
            product.to(ScalarType.Float32).sum().backward();
        }
        Assert.Equal(ScalarType.Float32, a.mm(b).dtype);
        Assert.Equal(ScalarType.Float32, a.grad!.dtype);
    }
}
