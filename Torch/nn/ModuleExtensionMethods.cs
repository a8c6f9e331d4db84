using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Conversions of modules that answer the module's own type.</summary>
public static class ModuleExtensionMethods
{
    /// <summary>Moves parameters and buffers to a device, in place.</summary>
    public static T to<T>(this T module, Device device) where T : nn.Module
    {
        module.Convert(null, device);
        return module;
    }

    /// <summary>Converts floating-point parameters and buffers, in place.</summary>
    public static T to<T>(this T module, ScalarType type) where T : nn.Module
    {
        module.Convert(type, null);
        return module;
    }

    /// <summary>Converts and moves parameters and buffers, in place.</summary>
    public static T to<T>(this T module, Device device, ScalarType type) where T : nn.Module
    {
        module.Convert(type, device);
        return module;
    }

    /// <summary>Moves parameters and buffers to the host, in place.</summary>
    public static T cpu<T>(this T module) where T : nn.Module => module.to(CPU);

    /// <summary>Moves parameters and buffers to the current GPU, in place.</summary>
    public static T cuda<T>(this T module) where T : nn.Module => module.to(CUDA);
}
