using Huracan.Cli.Doctor;

namespace Huracan.Tests.Cli.Doctor;

public class ProcessorTests
{
    private const string Two =
        "processor\t: 0\nmodel name\t: AMD EPYC\ncpu MHz\t\t: 2445.430\nflags\t\t: fpu avx avx2 fma\n\nprocessor\t: 1\nmodel name\t: "
            + "Other\nflags\t\t: avx512f\n";

    [Fact]
    public void The_first_processor_stands_for_all()
    {
        var processor = Processor.Parse(Two);
        Assert.Equal("AMD EPYC", processor.Model);
        Assert.Equal(2445.43, processor.Megahertz);
        Assert.Equal(["avx", "avx2", "fma", "fpu"], processor.Flags.Order());
    }

    [Fact]
    public void A_system_that_tells_nothing_is_taken_for_the_least()
    {
        var processor = Processor.Parse("");
        Assert.Equal("SSE", processor.Vectors);
        Assert.Equal(20, processor.PeakGflops);
    }

    [Theory]
    [InlineData("avx2 fma avx512f", "AVX-512", 192)]
    [InlineData("avx avx2 fma", "AVX2", 96)]
    [InlineData("avx avx2", "AVX", 48)]
    [InlineData("avx", "AVX", 48)]
    [InlineData("fp asimd", "NEON", 48)]
    [InlineData("sse2", "SSE", 24)]
    public void Flags_tell_the_vectors_and_the_peak_at_3_GHz(string flags, string vectors, double gflops)
    {
        var processor = Processor.Parse($"flags : {flags}\ncpu MHz : 3000\n");
        Assert.Equal(vectors, processor.Vectors);
        Assert.Equal(gflops, processor.PeakGflops);
    }
}
