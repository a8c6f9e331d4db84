using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Huracan.Bench.Peers;

/// <summary>Reads arrays from the archives that <c>numpy.savez</c> writes: little-endian, C order (format 1.0 to 3.0 of NEP 1).</summary>
internal static partial class NumpyArchive
{
    public static (T[] Values, int[] Shape) Read<T>(string path, string name, string type)
        where T : unmanaged
    {
        using var archive = ZipFile.OpenRead(path);
        var entry = archive.GetEntry(name + ".npy") ?? throw new InvalidDataException($"{path} has no array '{name}'.");
        using var reader = new BinaryReader(entry.Open());
        var magic = reader.ReadBytes(8);
        var header = Encoding.ASCII.GetString(reader.ReadBytes(magic[6] == 1 ? reader.ReadUInt16() : reader.ReadInt32()));
        if (!header.Contains($"'descr': '{type}'", StringComparison.Ordinal)
            || !header.Contains("'fortran_order': False", StringComparison.Ordinal))
            throw new InvalidDataException($"Array '{name}' of {path} is {header.Trim()}; {type} in C order was expected.");
        int[] shape = [
            .. NumberPattern().Matches(ShapePattern().Match(header).Groups[1].Value).Select(match => int.Parse(match.ValueSpan))
        ];
        var values = new T[shape.Aggregate(1, (product, length) => product * length)];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return (values, shape);
    }

    [GeneratedRegex(@"'shape': \(([^)]*)\)")]
    private static partial Regex ShapePattern();

    [GeneratedRegex(@"\d+")]
    private static partial Regex NumberPattern();
}
