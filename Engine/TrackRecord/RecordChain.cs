using System.Security.Cryptography;
using System.Text;

namespace Huracan.Engine.TrackRecord;

/// <summary>
/// Binds each entry of a track record to all before it, so that none can be changed, taken out or put in later without changing every
/// hash that follows.
/// </summary>
public static class RecordChain
{
    /// <summary>The hash before the first entry: 32 zeros.</summary>
    public static byte[] Start => new byte[SHA256.HashSizeInBytes];

    /// <summary>SHA-256 of the hash before it and the UTF-8 text of its content.</summary>
    /// <param name="previous">Hash of the entry before, 32 bytes.</param>
    /// <param name="content">The entry's text.</param>
    public static byte[] Next(ReadOnlySpan<byte> previous, string content)
    {
        var text = Encoding.UTF8.GetBytes(content);
        var bytes = new byte[previous.Length + text.Length];
        previous.CopyTo(bytes);
        text.CopyTo(bytes, previous.Length);
        return SHA256.HashData(bytes);
    }
}
