using System.Security.Cryptography;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Json;
using Huracan.Engine.Pipeline.Stages;

namespace Huracan.Storage.Bundles;

/// <summary>A bundle before it is written.</summary>
/// <param name="Manifest">What it is; its list of files is made from <paramref name="Files"/>.</param>
/// <param name="Files">Content of every file but the manifest and its signature, by name.</param>
public sealed record BundleSource(BundleManifest Manifest, IReadOnlyDictionary<string, byte[]> Files)
{
    /// <summary>Where it is to lie.</summary>
    public BundlePlace Place => new(Manifest.Key, Manifest.Version);

    /// <summary>All that a bundle needs of a unit's chosen candidate in a finished run.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="request">What the run's files do not say.</param>
    /// <exception cref="InputRefusedException">The unit was not scored, or a file is missing, damaged or edited since its stage wrote
    /// it.</exception>
    public static BundleSource OfRun(IRunFolder folder, UnitId unit, BundleRequest request) =>
        new RunBundle(folder, unit, request).Collect();

    /// <summary>Every file, the manifest and its signature last. The same source gives the same bytes.</summary>
    /// <param name="signer">Who signs; null for nobody.</param>
    public IReadOnlyList<KeyValuePair<string, byte[]>> Seal(BundleSigner? signer)
    {
        var files = Files.OrderBy(file => file.Key, StringComparer.Ordinal).ToArray();
        var manifest = HuracanJson.Serialize(Manifest with
        {
            Files = [.. files.Select(file => new BundleFile(file.Key, file.Value.Length, HashOf(file.Value)))],
        });
        var signature = new BundleSignature(HashOf(manifest), signer?.PublicKey, signer?.Sign(manifest));
        return [.. files, new(BundleNames.Manifest, manifest), new(BundleNames.Signature, HuracanJson.Serialize(signature))];
    }

    /// <summary>SHA-256 of a file, as manifests have it.</summary>
    public static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
