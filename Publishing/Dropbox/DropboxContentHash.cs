using System.Security.Cryptography;

namespace Huracan.Publishing.Dropbox;

/// <summary>
/// How Dropbox names the content of a file: SHA-256 over the concatenated SHA-256 of its blocks of 4 MiB, the last one shorter.
/// Source: https://www.dropbox.com/developers/reference/content-hash.
/// </summary>
public static class DropboxContentHash
{
    private const int BlockSize = 4 << 20;

    /// <summary>The hash, 64 lower-case hexadecimal digits; of no content, that of no block.</summary>
    public static string Of(ReadOnlySpan<byte> content)
    {
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> block = stackalloc byte[SHA256.HashSizeInBytes];
        while (content.Length > 0)
        {
            var size = Math.Min(BlockSize, content.Length);
            SHA256.HashData(content[..size], block);
            whole.AppendData(block);
            content = content[size..];
        }
        return Convert.ToHexStringLower(whole.GetHashAndReset());
    }
}
