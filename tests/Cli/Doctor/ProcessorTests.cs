using Huracan.Cli.Doctor;

namespace Huracan.Tests.Cli.Doctor;

public class ProcessorTests
{
    private const string Two =
        "processor\t: 0\nmodel name\t: AMD EPYC\ncpu MHz\t\t: 2445.430\nflags\t\t: fpu avx avx2 fma\n\nprocessor\t: 1\nmodel name\t: "
            + "Other\nflags\t\t: avx512f\n";

    [Fact]
    public void The_first_processor_is_taken()
    {
        var processor = Processor.Parse(Two);
        Assert.Equal("AMD EPYC", processor.Model);
        Assert.Equal(2445.43, processor.Megahertz);
        Assert.Equal(["avx", "avx2", "fma", "fpu"], processor.Flags.Order());
    }

    [Fact]
    public void An_unknown_processor_has_the_smallest_instruction_set()
    {
        var processor = Processor.Parse("");
        Assert.Equal("SSE", processor.InstructionSet);
        Assert.Equal(20, processor.PeakGflops);
    }

    [Theory]
    [InlineData("avx2 fma avx512f", "AVX-512", 192)]
    [InlineData("avx avx2 fma", "AVX2", 96)]
    [InlineData("avx avx2", "AVX", 48)]
    [InlineData("avx", "AVX", 48)]
    [InlineData("fp asimd", "NEON", 48)]
    [InlineData("sse2", "SSE", 24)]
    public void The_flags_give_the_instruction_set_and_the_peak_at_3_GHz(string flags, string instructionSet, double gflops)
    {
        var processor = Processor.Parse($"flags : {flags}\ncpu MHz : 3000\n");
        Assert.Equal(instructionSet, processor.InstructionSet);
        Assert.Equal(gflops, processor.PeakGflops);
    }
}
