using System.Security.Cryptography;
using Huracan.Cluster.Blobs;
using Huracan.Cluster.Files;
using Huracan.Cluster.Units;
using Huracan.Contracts;

namespace Huracan.Api.Units;

/// <summary>Reads the files a unit has published and verifies their hashes.</summary>
internal sealed class UnitFileReader(FileTable files, IBlobStore blobs)
{
    private const int Attempts = 3;

    /// <exception cref="KeyNotFoundException">There is no such file.</exception>
    public async Task<byte[]> ReadAsync(UnitKey key, string path, CancellationToken cancellationToken) =>
        await TryReadAsync(key, path, cancellationToken) ?? throw new KeyNotFoundException($"{key} has no file '{path}'.");

    /// <summary>A file's bytes, or null where there is no such file.</summary>
    public async Task<byte[]?> TryReadAsync(UnitKey key, string path, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await files.FindAsync(key, path, cancellationToken) is not { } file)
                return null;
            if (await OpenAsync(file, cancellationToken) is { } content)
                return content;
            if (attempt == Attempts)
                throw new InvalidDataException($"{key}: the blob '{file.Blob}' of '{path}' is gone.");
        }
    }

    /// <summary>The bytes of a file that was found; null where its blob has been replaced in the meantime.</summary>
    public async Task<byte[]?> OpenAsync(UnitFile file, CancellationToken cancellationToken)
    {
        var content = await blobs.ReadAsync(file.Blob, cancellationToken);
        if (content is not null && Convert.ToHexStringLower(SHA256.HashData(content)) != file.Sha256)
            throw new InvalidDataException($"The blob '{file.Blob}' is damaged: its hash is not that of '{file.Path}'.");
        return content;
    }
}
