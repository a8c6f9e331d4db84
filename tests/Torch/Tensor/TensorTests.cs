using static TorchSharp.torch;

namespace Huracan.Tests.Torch.Tensors;

public class TensorTests
{
    [Fact]
    public void Values_of_every_type_go_in_and_come_out()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([1f, 2, 3, 4], tensor([1f, 2, 3, 4], [2, 2]).data<float>().ToArray());
        Assert.Equal([1.5, -2], tensor([1.5, -2]).data<double>().ToArray());
        Assert.Equal([1L << 40, -1], tensor([1L << 40, -1]).data<long>().ToArray());
        Assert.Equal([7, -7], tensor([7, -7]).data<int>().ToArray());
        Assert.Equal([true, false], tensor([true, false]).data<bool>().ToArray());
        Assert.Equal(ScalarType.Float64, tensor([1f], dtype: float64).dtype);
        Assert.Equal(0, zeros(0, 3).NumberOfElements);
        Assert.Equal(2.5, tensor(2.5).item<double>());
        Assert.Equal(3, tensor(3).item<int>());
        Assert.True(tensor(true).item<bool>());
    }

    [Fact]
    public void A_shape_that_does_not_fit_the_values_is_refused()
    {
        var error = Assert.Throws<TorchException>(() => tensor([1f, 2, 3], [2, 2]));
        Assert.Contains("16 bytes, not 12", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Elements_are_read_and_written_through_strides()
    {
        using var scope = NewDisposeScope();
        var t = tensor([0f, 1, 2, 3, 4, 5], [2, 3]).t();
        Assert.False(t.is_contiguous());
        Assert.Equal([0f, 3, 1, 4, 2, 5], t.data<float>().ToArray());
        t.data<float>()[1] = 9;
        Assert.Equal(9f, t[0, 1].ToSingle());
        Assert.Throws<ArgumentException>(() => t.data<double>());
        Assert.Throws<ArgumentOutOfRangeException>(() => t.data<float>()[6]);
        Assert.Throws<InvalidOperationException>(() => t.bytes.Length);
        var buffer = new float[2];
        t.data<float>().CopyTo(buffer, 0, 4);
        Assert.Equal([2f, 5], buffer);
    }

    [Fact]
    public void Bytes_are_the_memory_itself()
    {
        using var scope = NewDisposeScope();
        var t = zeros(2);
        t.bytes = BitConverter.GetBytes(1f).Concat(BitConverter.GetBytes(-2f)).ToArray();
        Assert.Equal([1f, -2], t.data<float>().ToArray());
        Assert.Throws<ArgumentException>(() => t.bytes = new byte[7]);
    }

    [Fact]
    public void Indexing_selects_slices_and_sets()
    {
        using var scope = NewDisposeScope();
        var t = arange(24).view(2, 3, 4);
        Assert.Equal(23, t[-1, -1, -1].ToInt64());
        Assert.Equal([2, 2, 4], t[.., 1..].shape);
        Assert.Equal([2, 3, 2], t[TensorIndex.Ellipsis, ..^2].shape);
        Assert.Equal([2, 1, 3, 4], t[TensorIndex.Colon, TensorIndex.Null].shape);
        Assert.Equal([3, 7, 11], t[0, TensorIndex.Ellipsis, 3].data<long>().ToArray());
        t[0, 0] = zeros(4, int64);
        Assert.Equal(0, t[0, 0].sum().ToInt64());
        t[tensor([1L])] = full([3, 4], 5L);
        Assert.Equal(60, t[1].sum().ToInt64());
        Assert.Throws<TorchException>(() => t[2]);
    }

    [Fact]
    public void Comparisons_work_element_by_element()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (tensor([1f, 2, 3]), tensor([3f, 2, 1]));
        Assert.Equal([false, true, false], (a == b).data<bool>().ToArray());
        Assert.Equal([true, false, true], (a != b).data<bool>().ToArray());
        Assert.Equal([true, false, false], (a < b).data<bool>().ToArray());
        Assert.Equal([true, true, false], a.le(b).data<bool>().ToArray());
        Assert.Equal([false, true, true], (a >= 2).data<bool>().ToArray());
        Assert.Equal([false, false, true], (a > 2).data<bool>().ToArray());
        Assert.True(a.equal(b.flip(0)));
        Assert.True(a.allclose(a + 1e-9));
        Assert.Equal(2, a.argmax().ToInt64());
        Assert.Equal([2L, 0], stack([a, b]).argmax(1).data<long>().ToArray());
    }

    [Fact]
    public void In_place_operators_change_the_tensor_itself()
    {
        using var scope = NewDisposeScope();
        var t = ones(3);
        var same = t.add_(1).mul_(3).sub_(t.clone().div_(2)).clamp_(max: 2.5);
        Assert.Same(t, same);
        Assert.Equal([2.5f, 2.5f, 2.5f], t.data<float>().ToArray());
        t.addcmul_(ones(3), ones(3), 2).addcdiv_(ones(3), full([3], 2.0), -1);
        Assert.Equal(4f, t[0].ToSingle());
        Assert.Equal(0f, t.zero_().sum().ToSingle());
        Assert.Equal([7f, 0, 0], t.masked_fill_(tensor([true, false, false]), 7).data<float>().ToArray());
    }

    [Fact]
    public void Conversion_changes_type_and_keeps_values()
    {
        using var scope = NewDisposeScope();
        var t = tensor([1.75, -2.25]);
        Assert.Equal([1L, -2], t.@long().data<long>().ToArray());
        Assert.Equal([1.75f, -2.25f], t.@float().data<float>().ToArray());
        Assert.Equal(ScalarType.BFloat16, t.bfloat16().dtype);
        Assert.Equal(t.Info.Data, t.to(float64).Info.Data);
        Assert.NotEqual(t.Info.Data, t.to(float64, copy: true).Info.Data);
        var leaf = ones(1).requires_grad_();
        leaf.@double().sum().backward();
        Assert.Equal(1f, leaf.grad!.ToSingle());
    }

    [Fact]
    public void Gradients_are_recorded_only_where_wanted()
    {
        using var scope = NewDisposeScope();
        var t = ones(2).requires_grad_();
        using (no_grad())
        {
            Assert.False(is_grad_enabled());
            Assert.False((t * 2).requires_grad);
            using (enable_grad()) Assert.True((t * 2).requires_grad);
            Assert.False(is_grad_enabled());
        }
        using (inference_mode())
        {
            Assert.True(is_inference_mode_enabled());
            Assert.False((t * 2).requires_grad);
        }
        Assert.True((t * 2).requires_grad);
        Assert.False((t * 2).detach().requires_grad);
        (t * t).sum().backward();
        (t * t).sum().backward();
        Assert.Equal([4f, 4], t.grad!.data<float>().ToArray());
        t.grad = null;
        Assert.Null(t.grad);
    }

    [Fact]
    public void A_tensor_says_what_it_is()
    {
        using var scope = NewDisposeScope();
        Assert.Equal("[2x2], type = Float32, device = cpu, value = 1 2.5 -3 4", tensor([1f, 2.5f, -3, 4], [2, 2]).ToString());
        Assert.Equal("[100], type = Int64, device = cpu", arange(100).ToString());
    }
}
