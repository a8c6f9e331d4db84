using System.Security.Cryptography;
using Huracan.Engine.Models;
using Huracan.Storage.Files;

namespace Huracan.Storage.Runs;

/// <summary>The last checkpoint of one training as a file that ends in its own SHA-256: a damaged one counts as none.</summary>
public sealed class FileCheckpoints(string path) : ICheckpoints
{
    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> state)
    {
        var content = new byte[state.Length + SHA256.HashSizeInBytes];
        state.CopyTo(content);
        SHA256.HashData(state, content.AsSpan(state.Length));
        AtomicFile.Write(path, content);
    }

    /// <inheritdoc/>
    public byte[]? Read()
    {
        if (!File.Exists(path))
            return null;
        var content = File.ReadAllBytes(path);
        if (content.Length < SHA256.HashSizeInBytes)
            return null;
        var state = content[..^SHA256.HashSizeInBytes];
        return SHA256.HashData(state).AsSpan().SequenceEqual(content.AsSpan(state.Length)) ? state : null;
    }

    /// <inheritdoc/>
    public void Delete()
    {
        if (File.Exists(path))
            File.Delete(path);
    }
}
