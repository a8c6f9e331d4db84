using TorchSharp;
using static TorchSharp.torch;

namespace Huracan.Engine.Tensors;

/// <summary>
/// Until disposed of, operators of this thread that gain from it run in bfloat16. TorchSharp has no name for it, so libtorch's own
/// functions are called (ATen/autocast_mode.h).
/// </summary>
internal readonly unsafe struct Autocast : IDisposable
{
    private readonly sbyte device;

    /// <param name="type">The device whose operators are meant.</param>
    public Autocast(DeviceType type)
    {
        device = (sbyte)type;
        ((delegate* unmanaged<sbyte, sbyte, void>)LibTorch.Export("_ZN2at8autocast18set_autocast_dtypeEN3c1010DeviceTypeENS1_10ScalarTypeE"))(
            device, (sbyte)ScalarType.BFloat16);
        Enable(device, true);
    }

    public void Dispose()
    {
        Enable(device, false);
        ((delegate* unmanaged<void>)LibTorch.Export("_ZN2at8autocast11clear_cacheEv"))(); // weights as cast for this pass
    }

    private static void Enable(sbyte device, bool enabled) =>
        ((delegate* unmanaged<sbyte, byte, void>)LibTorch.Export("_ZN2at8autocast20set_autocast_enabledEN3c1010DeviceTypeEb"))(
            device, enabled ? (byte)1 : (byte)0);
}
