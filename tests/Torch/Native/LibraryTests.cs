using TorchSharp.Native;
using static TorchSharp.torch;

namespace Huracan.Tests.Torch.Native;

public class LibraryTests
{
    [Fact]
    public void An_error_carries_the_message_of_libtorch()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<TorchException>(() => ones(2, 3).mm(ones(2, 3)));
        Assert.Contains("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<TorchException>(() => ones(2).backward());
        Assert.Contains("does not require grad", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<TorchException>(() => ones(2).item<float>());
        Assert.IsType<TorchException>(error);
    }

    [Fact]
    public void Too_little_memory_is_an_exception_of_its_own_and_leaves_all_else_usable()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<TorchOutOfMemoryException>(() => zeros([1L << 45]));
        var a = ones(1).expand(1 << 23, 1 << 22);
        Assert.Throws<TorchOutOfMemoryException>(() => a.contiguous());
        Assert.Equal(2f, (ones(1) + 1).ToSingle());
    }

    [Fact]
    public void A_failed_call_leaves_no_tensor_behind()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (ones(2, 3), ones(2, 3));
        var before = Tensor.TotalCount;
        for (var i = 0; i < 100; i++) Assert.Throws<TorchException>(() => a.mm(b));
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void An_unknown_operator_and_a_wrong_argument_are_named()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<TorchException>(() => new Op("aten::no_such_thing", "x").Call(ones(1)));
        Assert.Contains("no operator aten::no_such_thing.x", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<TorchException>(() => new Op("aten::mm").Call(ones(1, 1)));
        Assert.Contains("needs its argument mat2", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<TorchException>(() => new Op("aten::relu").Call(ones(1), ones(1)));
        Assert.Contains("takes 1 arguments, not 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disposed_tensor_is_refused_before_libtorch_sees_it()
    {
        var t = ones(1);
        t.Dispose();
        t.Dispose();
        Assert.Throws<ObjectDisposedException>(() => t + 1);
        Assert.Throws<ObjectDisposedException>(() => stack([t]));
    }

    [Fact]
    public void Lists_longer_than_the_stack_allows_are_passed()
    {
        using var scope = NewDisposeScope();
        var many = Enumerable.Range(0, 2000).Select(i => tensor((float)i)).ToArray();
        Assert.Equal(1999f * 1000, stack(many).sum().ToSingle());
    }

    [Fact]
    public void The_random_state_can_be_put_back()
    {
        using var scope = NewDisposeScope();
        manual_seed(42);
        _ = rand(7);
        var state = get_rng_state();
        var first = nn.functional.dropout(ones(50), 0.5) + randn(50) + randperm(50);
        set_rng_state(state);
        Close.Same(first, nn.functional.dropout(ones(50), 0.5) + randn(50) + randperm(50));
        Assert.Throws<TorchException>(() => set_rng_state(zeros(3, uint8)));
    }

    [Fact]
    public void The_number_of_threads_is_one_unless_set()
    {
        Assert.Equal(1, get_num_threads());
        set_num_threads(2);
        Assert.Equal(2, get_num_threads());
        set_num_threads(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => set_num_threads(0));
    }

    [Fact]
    public void Threads_and_devices_fit_what_is_there()
    {
        Assert.True(Version.Parse(__version__) >= new Version(1, 13));
        Assert.Equal(cuda.device_count() > 0, cuda.is_available());
        Assert.Equal(device("cuda:1"), new Device(DeviceType.CUDA, 1));
        Assert.Throws<ArgumentException>(() => device("tpu"));
        Assert.Throws<ArgumentException>(() => device("cuda:x"));
        if (cuda.is_available()) return;
        Assert.ThrowsAny<TorchException>(() => ones(1).cuda());
    }

    [Fact]
    public void Autocast_lowers_precision_while_it_lasts()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (ones(2, 2), ones(2, 2));
        using (autocast(DeviceType.CPU)) Assert.Equal(ScalarType.BFloat16, a.mm(b).dtype);
        Assert.Equal(ScalarType.Float32, a.mm(b).dtype);
        Assert.False(is_autocast_enabled(DeviceType.CPU));
    }

    [Fact]
    public void Many_threads_can_work_at_once()
    {
        var sums = new float[8];
        Parallel.For(0, sums.Length, i =>
        {
            for (var k = 0; k < 200; k++)
            {
                using var scope = NewDisposeScope();
                var x = full([10], (double)i).requires_grad_();
                (x * x).sum().backward();
                sums[i] += x.grad!.sum().ToSingle();
            }
        });
        for (var i = 0; i < sums.Length; i++) Assert.Equal(200 * 20 * i, sums[i]);
    }
}
