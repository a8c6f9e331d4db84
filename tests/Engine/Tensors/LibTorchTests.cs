using System.Runtime.InteropServices;
using Huracan.Engine.Tensors;
using static TorchSharp.torch;

namespace Huracan.Tests.Engine.Tensors;

[Collection("torch")]
public sealed class LibTorchTests
{
    [Fact]
    public void An_error_of_libtorch_comes_in_one_line()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<TorchException>(() => LibTorch.Run(() => ones(2, 3).mm(ones(2, 3))));
        Assert.Equal("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)", error.Message);
        Assert.Contains("frame #0", error.InnerException!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_little_memory_is_an_exception_of_its_own_and_leaves_all_else_usable()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<TorchOutOfMemoryException>(() => LibTorch.Run(() => zeros([1L << 45])));
        Assert.DoesNotContain("\n", error.Message, StringComparison.Ordinal);
        var wide = ones(1).expand(1 << 23, 1 << 22);
        Assert.Throws<TorchOutOfMemoryException>(() => LibTorch.Run(() => wide.contiguous()));
        Assert.Equal(2f, (ones(1) + 1).item<float>());
    }

    [Theory]
    [InlineData("CUDA out of memory. Tried to allocate 20.00 MiB. GPU 0 has a total capacity of 15.77 GiB", true)]
    [InlineData("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`", true)]
    [InlineData("cuDNN error: CUDNN_STATUS_INTERNAL_ERROR_DEVICE_ALLOCATION_FAILED", true)]
    [InlineData("CUDA error: CUBLAS_STATUS_EXECUTION_FAILED when calling `cublasSgemm`", false)]
    public void A_device_without_memory_left_is_told_by_its_message(string message, bool isOutOfMemory)
    {
        var error = Assert.ThrowsAny<TorchException>(() => LibTorch.Run<int>(() => throw new NativeException(message + "\nframe #0")));
        Assert.Equal(isOutOfMemory, error is TorchOutOfMemoryException);
        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void An_error_of_something_else_passes_as_it_is() =>
        Assert.Throws<InvalidOperationException>(() => LibTorch.Run<int>(() => throw new InvalidOperationException("another")));

    [Fact]
    public void One_operator_uses_one_thread_whatever_thread_it_is_called_from()
    {
        LibTorch.Load();
        Assert.Equal(1, get_num_threads());
        var other = 0;
        var thread = new Thread(() =>
        {
            using var scope = NewDisposeScope();
            _ = ones(512, 512).mm(ones(512, 512));
            other = get_num_threads();
        });
        thread.Start();
        thread.Join();
        Assert.Equal(1, other);
    }

    [Fact]
    public void It_says_what_it_was_built_with()
    {
        Assert.Contains("Math Kernel Library Version", LibTorch.Configuration(), StringComparison.Ordinal);
        Assert.Equal(LibTorch.Configuration(), LibTorch.Configuration());
    }

    [Fact]
    public void A_missing_library_is_named() => Assert.Contains(
        "libtorch cannot be loaded: /nowhere/libc10.so: cannot open",
        Assert.Throws<DllNotFoundException>(() => LibTorch.LoadFrom(["/nowhere", "/neither"])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_damaged_library_is_named_with_the_loaders_reason_in_one_line()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "libc10.so"), "no library");
            var error = Assert.Throws<DllNotFoundException>(() => LibTorch.LoadFrom(["/nowhere", folder.FullName]));
            Assert.StartsWith("libtorch cannot be loaded: ", error.Message, StringComparison.Ordinal);
            Assert.Contains("libc10.so: file too short", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("\n", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed class NativeException(string message) : ExternalException(message);
}
