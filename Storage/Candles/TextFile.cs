using System.IO.Compression;
using System.Text;
using Huracan.Contracts;

namespace Huracan.Storage.Candles;

/// <summary>Reads a plain or gzip file whole.</summary>
internal static class TextFile
{
    /// <summary>
    /// A gzip member put behind the file's own. .NET's reader takes the end of a truncated file for its end, without a word; when
    /// this text comes out last, everything before it was complete.
    /// </summary>
    private static readonly byte[] EndMark = "\n#complete:5d0f3a9c"u8.ToArray();
    private static readonly byte[] EndMember = Compress(EndMark);

    /// <summary>The bytes of a file, unpacked if its name ends in <c>.gz</c>, without a byte order mark.</summary>
    /// <exception cref="InputRefusedException">It cannot be opened, is empty, is not gzip, or ends early.</exception>
    public static ReadOnlyMemory<byte> Read(string path)
    {
        if (Directory.Exists(path))
            throw new InputRefusedException($"{path} is a folder; a file is wanted here.");
        if (!File.Exists(path))
            throw new InputRefusedException($"There is no file {path}.");
        var packed = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        byte[] content;
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length > Array.MaxLength - EndMember.Length)
                throw new InputRefusedException($"{path} has {file.Length} bytes; a file may have {Array.MaxLength - EndMember.Length}.");
            content = new byte[file.Length + (packed ? EndMember.Length : 0)];
            file.ReadExactly(content, 0, (int)file.Length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputRefusedException($"{path} cannot be read: {exception.Message}", exception);
        }
        var isGzip = content is [0x1F, 0x8B, ..] && content.Length > (packed ? EndMember.Length : 2);
        if (content.Length == (packed ? EndMember.Length : 0))
            throw new InputRefusedException($"{path} is empty.");
        if (packed && !isGzip)
            throw new InputRefusedException($"{path} is not a gzip file, though its name ends in .gz.");
        if (!packed && isGzip)
            throw new InputRefusedException($"{path} is a gzip file; its name must end in .gz.");
        var text = packed ? Unpack(path, content) : content;
        return text.Span.StartsWith("\uFEFF"u8) ? text[3..] : text;
    }

    private static ReadOnlyMemory<byte> Unpack(string path, byte[] content)
    {
        EndMember.CopyTo(content.AsSpan(content.Length - EndMember.Length));
        var output = new MemoryStream(Math.Max(256, (int)Math.Min(content.Length * 5L, 1 << 28)));
        try
        {
            using var unpacker = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
            unpacker.CopyTo(output, 1 << 17);
        }
        catch (InvalidDataException exception)
        {
            throw new InputRefusedException($"{path} is a damaged or truncated gzip file: {exception.Message}", exception);
        }
        catch (IOException exception)
        {
            throw new InputRefusedException($"{path} unpacks to more than {Array.MaxLength} bytes.", exception);
        }
        var text = output.GetBuffer().AsMemory(0, (int)output.Length);
        return text.Span.EndsWith(EndMark)
            ? text[..^EndMark.Length]
            : throw new InputRefusedException($"{path} is a truncated gzip file: its end is missing. Fetch or export it again.");
    }

    private static byte[] Compress(byte[] text)
    {
        var output = new MemoryStream();
        using (var packer = new GZipStream(output, CompressionLevel.Optimal))
            packer.Write(text);
        return output.ToArray();
    }

    /// <summary>Text of a cell for a message, cut where it grows long.</summary>
    public static string Show(ReadOnlySpan<byte> cell) =>
        cell.Length <= 60 ? Encoding.UTF8.GetString(cell) : Encoding.UTF8.GetString(cell[..60]) + "…";
}
