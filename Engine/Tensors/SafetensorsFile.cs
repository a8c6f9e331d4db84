using static TorchSharp.torch;

namespace Huracan.Engine.Tensors;

/// <summary>What a safetensors file holds, checked: names, types, shapes, bytes, and text beside them.</summary>
public sealed class SafetensorsFile
{
    private readonly byte[] bytes;
    private readonly IReadOnlyDictionary<string, SafetensorsEntry> entries;

    internal SafetensorsFile(
        byte[] bytes, IReadOnlyDictionary<string, SafetensorsEntry> entries, IReadOnlyDictionary<string, string> metadata) =>
        (this.bytes, this.entries, Metadata) = (bytes, entries, metadata);

    /// <summary>The text metadata of the file.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The tensors' places by name.</summary>
    public IReadOnlyDictionary<string, SafetensorsEntry> Entries => entries;

    /// <summary>Whether there is a tensor of that name.</summary>
    public bool Contains(string name) => entries.ContainsKey(name);

    /// <summary>The bytes of a tensor, little-endian, in order of indices.</summary>
    /// <exception cref="InvalidDataException">There is none of that name.</exception>
    public ReadOnlySpan<byte> Bytes(string name)
    {
        var entry = Find(name);
        return bytes.AsSpan(entry.Start, entry.Length);
    }

    /// <summary>A tensor on the host.</summary>
    /// <exception cref="InvalidDataException">There is none of that name.</exception>
    public Tensor Tensor(string name)
    {
        var entry = Find(name);
        var made = empty(entry.Shape.ToArray(), entry.Type);
        bytes.AsSpan(entry.Start, entry.Length).CopyTo(made.bytes);
        return made;
    }

    /// <summary>A tensor on the host that must have a given type and shape.</summary>
    /// <exception cref="InvalidDataException">There is none of that name, or it has another type or shape.</exception>
    public Tensor Tensor(string name, ScalarType type, ReadOnlySpan<long> shape)
    {
        var entry = Find(name);
        if (entry.Type != type || !shape.SequenceEqual(entry.Shape.ToArray()))
        {
            throw new InvalidDataException($"safetensors: '{name}' is {entry.Type} [{string.Join(", ", entry.Shape)}], " +
                $"not {type} [{string.Join(", ", shape.ToArray())}]");
        }
        return Tensor(name);
    }

    private SafetensorsEntry Find(string name) =>
        entries.TryGetValue(name, out var entry)
            ? entry
            : throw new InvalidDataException($"safetensors: there is no tensor named '{name}'");
}
