using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Modules to and from safetensors.</summary>
public static class SafetensorsModuleExtensions
{
    /// <summary>The module's parameters and buffers as the bytes of a safetensors file: the same weights give the same bytes.</summary>
    public static byte[] save_safetensors(this nn.Module module, IReadOnlyDictionary<string, string>? metadata = null) =>
        Safetensors.Write(module.state_dict().Select(s => (s.Key, s.Value)), metadata);

    /// <summary>Writes the module's parameters and buffers to a safetensors file, in one step.</summary>
    public static void save_safetensors(this nn.Module module, string path, IReadOnlyDictionary<string, string>? metadata = null) =>
        Safetensors.WriteFile(path, module.state_dict().Select(s => (s.Key, s.Value)), metadata);

    /// <summary>Copies the weights of a safetensors file into the module.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    /// <exception cref="InvalidOperationException">Its names or shapes are not the module's; nothing was changed.</exception>
    public static void load_safetensors(this nn.Module module, string path, bool strict = true) =>
        Load(module, Safetensors.ReadFile(path), strict);

    /// <summary>Copies the weights of a safetensors file's bytes into the module.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged.</exception>
    /// <exception cref="InvalidOperationException">Names or shapes are not the module's; nothing was changed.</exception>
    public static void load_safetensors(this nn.Module module, byte[] bytes, bool strict = true) =>
        Load(module, Safetensors.Parse(bytes), strict);

    private static void Load(nn.Module module, SafetensorsFile file, bool strict)
    {
        using var scope = NewDisposeScope();
        module.load_state_dict(file.Entries.Keys.ToDictionary(k => k, file.Tensor), strict);
    }
}
