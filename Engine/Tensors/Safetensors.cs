using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using static TorchSharp.torch;

namespace Huracan.Engine.Tensors;

/// <summary>
/// The safetensors format: eight bytes of header length, a JSON header, the tensors' bytes. Reading executes nothing and trusts
/// nothing. Format: https://github.com/huggingface/safetensors.
/// </summary>
public static class Safetensors
{
    private const string MetadataKey = "__metadata__";
    private const int PrefixBytes = 8, Alignment = 8, MostHeaderBytes = 100_000_000, MostDepth = 4;

    private static readonly (ScalarType Type, string Name, int Size)[] Types =
    [
        (ScalarType.Float64, "F64", 8), (ScalarType.Int64, "I64", 8), (ScalarType.Float32, "F32", 4), (ScalarType.Int32, "I32", 4),
        (ScalarType.Float16, "F16", 2), (ScalarType.BFloat16, "BF16", 2), (ScalarType.Int16, "I16", 2), (ScalarType.Int8, "I8", 1),
        (ScalarType.Byte, "U8", 1), (ScalarType.Bool, "BOOL", 1),
    ];

    /// <summary>
    /// The bytes of a file with these tensors: the same tensors give the same bytes in whatever order they come. They lie by element
    /// size, then by name, so that each is aligned.
    /// </summary>
    /// <exception cref="ArgumentException">A name comes twice or is <c>__metadata__</c>.</exception>
    public static byte[] Write(IEnumerable<(string Name, Tensor Value)> tensors)
    {
        using var scope = NewDisposeScope();
        var list = tensors.Select(t =>
            (t.Name, Value: t.Value.detach().cpu().contiguous(), Kind: Types.First(k => k.Type == t.Value.dtype)))
            .OrderByDescending(t => t.Kind.Size).ThenBy(t => t.Name, StringComparer.Ordinal).ToList();
        var names = new HashSet<string>(StringComparer.Ordinal) { MetadataKey };
        foreach (var t in list)
            if (!names.Add(t.Name)) throw new ArgumentException($"safetensors: the name '{t.Name}' cannot be used (again)");

        var header = new ArrayBufferWriter<byte>();
        header.Write(new byte[PrefixBytes]);
        long offset = 0;
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            foreach (var (name, value, kind) in list)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", kind.Name);
                json.WriteStartArray("shape");
                foreach (var length in value.shape) json.WriteNumberValue(length);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += value.NumberOfElements * kind.Size);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        while (header.WrittenCount % Alignment != 0) header.Write(" "u8);

        var file = new byte[checked(header.WrittenCount + offset)];
        header.WrittenSpan.CopyTo(file);
        BinaryPrimitives.WriteInt64LittleEndian(file, header.WrittenCount - PrefixBytes);
        var at = header.WrittenCount;
        foreach (var (_, value, _) in list)
        {
            var data = value.bytes;
            data.CopyTo(file.AsSpan(at));
            at += data.Length;
        }
        return file;
    }

    /// <summary>Reads a file's bytes, checking all of its header. The array is kept, not copied.</summary>
    /// <exception cref="InvalidDataException">The file is damaged; the message says how.</exception>
    public static SafetensorsFile Parse(byte[] bytes)
    {
        if (bytes.Length < PrefixBytes) throw Bad($"{bytes.Length} bytes are too few to hold a header's length");
        var headerLength = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if (headerLength > MostHeaderBytes) throw Bad($"the header claims {headerLength} bytes, more than the {MostHeaderBytes} allowed");
        if (headerLength > (ulong)(bytes.Length - PrefixBytes))
            throw Bad($"the header claims {headerLength} bytes, but the file ends after {bytes.Length - PrefixBytes}");
        var begin = PrefixBytes + (int)headerLength;
        try
        {
            using var json = JsonDocument.Parse(
                bytes.AsMemory(PrefixBytes, (int)headerLength), new JsonDocumentOptions { MaxDepth = MostDepth });
            return Checked(bytes, begin, json.RootElement);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"safetensors: the header is no JSON: {e.Message}", e);
        }
        catch (InvalidOperationException e)
        {
            // The JSON reader throws this for invalid Unicode.
            throw new InvalidDataException($"safetensors: the header holds damaged text: {e.Message}", e);
        }
    }

    private static SafetensorsFile Checked(byte[] bytes, int begin, JsonElement header)
    {
        if (header.ValueKind != JsonValueKind.Object) throw Bad("the header is no JSON object");
        var entries = new Dictionary<string, SafetensorsEntry>(StringComparer.Ordinal);
        IReadOnlyDictionary<string, string>? metadata = null;
        foreach (var member in header.EnumerateObject())
        {
            if (member.Name == MetadataKey)
            {
                if (metadata is not null) throw Bad($"the name '{MetadataKey}' comes twice");
                metadata = SafetensorsHeader.Metadata(member.Value);
            }
            else if (!entries.TryAdd(member.Name, SafetensorsHeader.Entry(member, Types, begin, bytes.Length)))
                throw Bad($"the name '{member.Name}' comes twice");
        }
        SafetensorsHeader.CheckNoGapsOrOverlaps(entries, begin, bytes.Length);
        return new SafetensorsFile(bytes, entries, metadata ?? new Dictionary<string, string>());
    }

    internal static InvalidDataException Bad(string what) => new("safetensors: " + what);
}
