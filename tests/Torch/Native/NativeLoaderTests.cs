using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace Huracan.Tests.Torch.Native;

public partial class NativeLoaderTests
{
    [Fact]
    public void A_missing_or_damaged_library_is_named_with_its_remedy()
    {
        var damaged = Path.GetTempFileName();
        try
        {
            File.WriteAllText(damaged, "no library");
            var error = Assert.Throws<DllNotFoundException>(() => NativeLoader.Load(["/nowhere/libhuracan_torch.so", damaged]));
            Assert.Contains("./huracan setup", error.Message, StringComparison.Ordinal);
            Assert.Contains("/nowhere/libhuracan_torch.so: not there", error.Message, StringComparison.Ordinal);
            Assert.Contains(damaged, error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(damaged);
        }
    }

    [Fact]
    public void What_OpenBLAS_and_OpenMP_read_is_set_in_the_native_environment()
    {
        _ = __version__; // loads the library
        Assert.Equal(Environment.GetEnvironmentVariable("OMP_NUM_THREADS"), Native("OMP_NUM_THREADS"));
        Assert.NotNull(Native("OMP_NUM_THREADS"));
        Assert.NotNull(Native("OPENBLAS_NUM_THREADS"));
        if (Avx2.IsSupported) Assert.NotNull(Native("OPENBLAS_CORETYPE"));
    }

    private static string? Native(string name) => Marshal.PtrToStringUTF8(getenv(name));

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint getenv(string name);
}
