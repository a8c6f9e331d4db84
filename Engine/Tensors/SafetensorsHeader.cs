using System.Text.Json;
using static TorchSharp.torch;

namespace Huracan.Engine.Tensors;

/// <summary>Checks what the header of a safetensors file says.</summary>
internal static class SafetensorsHeader
{
    internal static Dictionary<string, string> Metadata(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object) throw Safetensors.Bad("__metadata__ is no JSON object");
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.String) throw Safetensors.Bad($"__metadata__ '{member.Name}' is no text");
            if (!metadata.TryAdd(member.Name, member.Value.GetString() ?? "")) throw Safetensors.Bad(
                $"__metadata__ has '{member.Name}' twice");
        }
        return metadata;
    }

    internal static SafetensorsEntry Entry(JsonProperty member, (ScalarType Type, string Name, int Size)[] types, int begin, int fileLength)
    {
        var name = member.Name;
        if (member.Value.ValueKind != JsonValueKind.Object) throw Safetensors.Bad($"'{name}' is no JSON object");
        var typeName = member.Value.TryGetProperty("dtype", out var dtype) && dtype.ValueKind == JsonValueKind.String
            ? dtype.GetString()
            : null;
        var kind = Array.Find(types, k => k.Name == typeName);
        if (kind.Name is null) throw Safetensors.Bad($"'{name}' has the dtype '{typeName}', which cannot be read");
        var shape = Numbers(member.Value, "shape", name);
        var offsets = Numbers(member.Value, "data_offsets", name);
        if (offsets.Length != 2) throw Safetensors.Bad($"'{name}' has {offsets.Length} data_offsets instead of 2");
        if (offsets[0] > offsets[1] || offsets[1] > fileLength - begin)
            throw Safetensors.Bad($"'{name}' claims the bytes [{offsets[0]}, {offsets[1]}) of {fileLength - begin}");
        long needed;
        try
        {
            needed = shape.Aggregate((long)kind.Size, (product, length) => checked(product * length));
        }
        catch (OverflowException)
        {
            throw Safetensors.Bad($"'{name}' has the impossible shape [{string.Join(", ", shape)}]");
        }
        if (needed != offsets[1] - offsets[0])
            throw Safetensors.Bad(
                $"'{name}' needs {needed} bytes for its shape [{string.Join(", ", shape)}], but has {offsets[1] - offsets[0]}");
        return new SafetensorsEntry(kind.Type, shape, begin + (int)offsets[0], (int)needed);
    }

    /// <summary>The format wants the tensors to cover the bytes after the header exactly.</summary>
    internal static void CheckNoGapsOrOverlaps(Dictionary<string, SafetensorsEntry> entries, int begin, int fileLength)
    {
        var at = begin;
        foreach (var (name, entry) in entries.OrderBy(e => e.Value.Start).ThenBy(e => e.Value.Length))
        {
            if (entry.Start < at) throw Safetensors.Bad($"'{name}' overlaps another tensor");
            if (entry.Start > at) throw Safetensors.Bad($"{entry.Start - at} bytes before '{name}' belong to no tensor");
            at += entry.Length;
        }
        if (at != fileLength) throw Safetensors.Bad($"{fileLength - at} bytes at the end belong to no tensor");
    }

    private static long[] Numbers(JsonElement json, string key, string name)
    {
        if (!json.TryGetProperty(key, out var list) || list.ValueKind != JsonValueKind.Array) throw Safetensors.Bad(
            $"'{name}' has no {key}");
        var numbers = new long[list.GetArrayLength()];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (list[i].ValueKind != JsonValueKind.Number || !list[i].TryGetInt64(out numbers[i]) || numbers[i] < 0)
                throw Safetensors.Bad($"'{name}' has the {key} element {list[i].GetRawText()}, which is no whole number from 0 up");
        }
        return numbers;
    }
}
