using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Json;

namespace Huracan.Storage.Bundles;

/// <summary>
/// A bundle that was checked and read: its content is what its hashes say, whatever becomes of its folder later. Opening executes nothing
/// of it.
/// </summary>
public sealed class Bundle
{
    private readonly Dictionary<string, byte[]> files;

    private Bundle(string folder, BundleManifest manifest, BundleSignature signature, Dictionary<string, byte[]> files)
    {
        (Folder, Manifest, Signature) = (folder, manifest, signature);
        this.files = files;
    }

    /// <summary>Its folder, absolute.</summary>
    public string Folder { get; }

    /// <summary>What it is.</summary>
    public BundleManifest Manifest { get; }

    /// <summary>The signature.</summary>
    public BundleSignature Signature { get; }

    /// <summary>Whether somebody signed it.</summary>
    public bool IsSigned => Signature.Signature is not null;

    /// <summary>SHA-256 of its manifest.</summary>
    public string ManifestSha256 => Signature.ManifestSha256;

    /// <summary>Where it lies below a folder of champions.</summary>
    public BundlePlace Place => new(Manifest.Key, Manifest.Version);

    /// <summary>Every file by name, in the order of the manifest; the manifest and its signature last.</summary>
    public IReadOnlyDictionary<string, byte[]> Files => files;

    /// <summary>Reads a bundle and checks every byte of it.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="trust">Whose bundles are accepted.</param>
    /// <exception cref="InputRefusedException">
    /// A file is missing, additional or changed; a link is among them; manifest or signature are not written as this program writes them;
    /// the signature is wrong or missing; the folder is that of another coin, timeframe, horizon or version. The message names file and
    /// rule.
    /// </exception>
    /// <exception cref="TransientRefusalException">The system could not read a file.</exception>
    public static Bundle Open(string folder, BundleTrust trust)
    {
        var reader = new BundleReader(Path.GetFullPath(folder));
        try
        {
            reader.RequireNoLinks();
            var manifestBytes = reader.Read(BundleNames.Manifest);
            var manifest = reader.Canonical<BundleManifest>(BundleNames.Manifest, manifestBytes);
            if (manifest.Format != BundleManifest.CurrentFormat)
                throw reader.Refusal(BundleNames.Manifest, $"the format must be {BundleManifest.CurrentFormat}, and is {manifest.Format}");
            reader.RequirePlace(new BundlePlace(manifest.Key, manifest.Version));

            var signatureBytes = reader.Read(BundleNames.Signature);
            var signature = reader.Canonical<BundleSignature>(BundleNames.Signature, signatureBytes);
            if (signature.ManifestSha256 != BundleSource.HashOf(manifestBytes))
                throw reader.Refusal(BundleNames.Manifest, $"its SHA-256 must be the one in {BundleNames.Signature}");
            if (trust.Refusal(signature, manifestBytes) is { } reason)
                throw reader.Refusal(BundleNames.Signature, reason);

            var files = reader.ReadAll(manifest.Files);
            files.Add(BundleNames.Manifest, manifestBytes);
            files.Add(BundleNames.Signature, signatureBytes);
            return new Bundle(reader.Folder, manifest, signature, files);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TransientRefusalException($"{reader.Folder} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>A bundle as it would be on disk, unsigned.</summary>
    internal static Bundle Of(BundleSource source)
    {
        var files = source.Seal(signer: null).ToDictionary(StringComparer.Ordinal);
        var signature = HuracanJson.Deserialize<BundleSignature>(files[BundleNames.Signature], BundleNames.Signature);
        return new Bundle(source.Place.Folder, source.Manifest, signature, files);
    }

    /// <summary>The content of a file.</summary>
    /// <exception cref="InputRefusedException">The bundle has no such file.</exception>
    public byte[] Read(string name) => files.GetValueOrDefault(name)
        ?? throw new InputRefusedException($"{Path.Combine(Folder, name)} does not exist, and every bundle must have it.");
}
