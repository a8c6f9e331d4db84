using Huracan.Contracts;
using Huracan.Storage.Runs;

namespace Huracan.Tests.Storage.Runs;

public class TrainingDeviceTests
{
    private static readonly bool HasGpu = TorchSharp.torch.cuda.is_available();

    [Fact]
    public void What_is_asked_for_wins_then_the_variable_then_the_machine()
    {
        Assert.Equal("cpu", TrainingDevice.Resolve("cpu", "cuda"));
        Assert.Equal("cpu", TrainingDevice.Resolve("auto", "CPU"));
        Assert.Equal(HasGpu ? "cuda" : "cpu", TrainingDevice.Resolve("auto", null));
        Assert.Equal(HasGpu ? "cuda" : "cpu", TrainingDevice.Resolve("auto", " "));
    }

    [Theory]
    [InlineData("cuda", "cpu", "cuda")]
    [InlineData("auto", "CUDA", "cuda")]
    [InlineData("auto", "", "auto")]
    [InlineData("auto", null, "auto")]
    public void What_is_asked_for_is_known_without_looking_at_the_machine(string asked, string? variable, string device) =>
        Assert.Equal(device, TrainingDevice.Asked(asked, variable));

    [Theory]
    [InlineData("auto", "tpu", "ML_DEVICE is 'tpu'; it must be cpu or cuda")]
    [InlineData("cpu", "tpu", "ML_DEVICE is 'tpu'; it must be cpu or cuda")]
    public void Another_value_of_the_variable_is_refused(string asked, string variable, string words)
    {
        var refused = Assert.Throws<InputRefusedException>(() => TrainingDevice.Resolve(asked, variable));
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cuda", null, "device is 'cuda', but libtorch sees no GPU")]
    [InlineData("auto", "cuda", "ML_DEVICE is 'cuda', but libtorch sees no GPU")]
    public void A_gpu_that_is_not_there_is_refused_by_the_name_of_who_asked(string asked, string? variable, string words)
    {
        if (HasGpu)
        {
            Assert.Equal("cuda", TrainingDevice.Resolve(asked, variable));
            return;
        }
        var refused = Assert.Throws<InputRefusedException>(() => TrainingDevice.Resolve(asked, variable));
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }
}
