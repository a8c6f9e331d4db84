using System.Text.Json;
using static TorchSharp.torch;

namespace Huracan.Tests.Torch;

/// <summary>Reference values made with PyTorch 1.13; the scripts lie beside them.</summary>
internal static class Golden
{
    public static JsonElement Operators { get; } = Read("operators.json");

    public static JsonElement Training { get; } = Read("training.json");

    /// <summary>A tensor of the file; whole numbers as 64-bit integers, others in the given type.</summary>
    public static Tensor Tensor(JsonElement json, ScalarType type = ScalarType.Float32)
    {
        long[] shape = [.. json.GetProperty("shape").EnumerateArray().Select(n => n.GetInt64())];
        var data = json.GetProperty("data");
        return json.GetProperty("integer").GetBoolean()
            ? tensor([.. data.EnumerateArray().Select(n => n.GetInt64())], shape)
            : tensor(data.EnumerateArray().Select(n => n.GetDouble()).ToArray(), shape, type);
    }

    public static Tensor[] Tensors(JsonElement json, ScalarType type = ScalarType.Float32) =>
        [.. json.EnumerateArray().Select(t => Tensor(t, type))];

    private static JsonElement Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Repository.Golden("torch", file)));
        return document.RootElement.Clone();
    }
}
