namespace Huracan.Contracts.Bundles;

/// <summary><c>signature.json</c> of a bundle: binds the manifest by its hash and, where it is signed, by an Ed25519 signature (RFC 8032)
/// of the manifest's bytes.</summary>
/// <param name="ManifestSha256">SHA-256 of <c>manifest.json</c>, 64 lower-case hexadecimal digits.</param>
/// <param name="PublicKey">The signer's key, 32 bytes; null where it is not signed.</param>
/// <param name="Signature">The signature, 64 bytes; null where it is not signed.</param>
public sealed record BundleSignature(string ManifestSha256, byte[]? PublicKey, byte[]? Signature);
