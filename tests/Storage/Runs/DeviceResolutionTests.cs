using Huracan.Contracts;
using Huracan.Engine.Models;
using Huracan.Engine.Tensors;
using Huracan.Storage.Runs;

namespace Huracan.Tests.Storage.Runs;

public class DeviceResolutionTests
{
    private static readonly bool HasGpu = LibTorch.HasGpu();

    [Fact]
    public void What_is_asked_for_wins_then_the_variable_then_the_machine()
    {
        Assert.Equal(TrainingDevice.Cpu, DeviceResolution.Resolve(TrainingDevice.Cpu, "cuda"));
        Assert.Equal(TrainingDevice.Cpu, DeviceResolution.Resolve(TrainingDevice.Auto, "CPU"));
        Assert.Equal(HasGpu ? TrainingDevice.Cuda : TrainingDevice.Cpu, DeviceResolution.Resolve(TrainingDevice.Auto, null));
        Assert.Equal(HasGpu ? TrainingDevice.Cuda : TrainingDevice.Cpu, DeviceResolution.Resolve(TrainingDevice.Auto, " "));
    }

    [Theory]
    [InlineData(TrainingDevice.Cuda, "cpu", TrainingDevice.Cuda)]
    [InlineData(TrainingDevice.Auto, "CUDA", TrainingDevice.Cuda)]
    [InlineData(TrainingDevice.Auto, "", TrainingDevice.Auto)]
    [InlineData(TrainingDevice.Auto, null, TrainingDevice.Auto)]
    public void What_is_asked_for_is_known_without_looking_at_the_machine(TrainingDevice asked, string? variable, TrainingDevice device) =>
        Assert.Equal(device, DeviceResolution.Asked(asked, variable));

    [Theory]
    [InlineData(TrainingDevice.Auto, "tpu", "ML_DEVICE is 'tpu'; it must be cpu or cuda")]
    [InlineData(TrainingDevice.Cpu, "tpu", "ML_DEVICE is 'tpu'; it must be cpu or cuda")]
    public void Another_value_of_the_variable_is_refused(TrainingDevice asked, string variable, string words)
    {
        var refused = Assert.Throws<InputRefusedException>(() => DeviceResolution.Resolve(asked, variable));
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TrainingDevice.Cuda, null, "device is 'cuda', but libtorch sees no GPU")]
    [InlineData(TrainingDevice.Auto, "cuda", "ML_DEVICE is 'cuda', but libtorch sees no GPU")]
    public void A_missing_gpu_is_refused_with_the_name_of_the_setting(TrainingDevice asked, string? variable, string words)
    {
        if (HasGpu)
        {
            Assert.Equal(TrainingDevice.Cuda, DeviceResolution.Resolve(asked, variable));
            return;
        }
        var refused = Assert.Throws<InputRefusedException>(() => DeviceResolution.Resolve(asked, variable));
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }
}
