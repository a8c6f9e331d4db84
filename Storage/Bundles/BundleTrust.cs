using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Org.BouncyCastle.Crypto.Parameters;

namespace Huracan.Storage.Bundles;

/// <summary>
/// Whose bundles are accepted. With keys: those that one of them signed. Without: every one, as long as a signature that it has is right.
/// </summary>
/// <param name="keys">Public keys, 32 bytes each.</param>
/// <param name="acceptUnsigned">Whether bundles without a signature are accepted; null accepts them where there is no key.</param>
public sealed class BundleTrust(IReadOnlyList<byte[]> keys, bool? acceptUnsigned = null)
{
    /// <summary>Environment variable of the public keys: base64 of 32 bytes each, with commas.</summary>
    public const string Variable = "HURACAN_BUNDLE_PUBLIC_KEYS";

    /// <summary>Accepts what is whole, by whomever.</summary>
    public static BundleTrust Anyone { get; } = new([]);

    /// <summary>Whether bundles without a signature are accepted.</summary>
    public bool AcceptsUnsigned { get; } = acceptUnsigned ?? keys.Count == 0;

    /// <summary>The keys of the environment.</summary>
    /// <param name="environment">Gives the value of a variable.</param>
    /// <exception cref="InputRefusedException">One is no base64 of 32 bytes.</exception>
    public static BundleTrust FromEnvironment(Func<string, string?> environment)
    {
        var texts = (environment(Variable) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new BundleTrust([.. texts.Select((text, i) => BundleSigner.TryKey(text, Ed25519PublicKeyParameters.KeySize)
            ?? throw new InputRefusedException($"{Variable}: key {i + 1} must be base64 of the 32 bytes of an Ed25519 public key."))]);
    }

    /// <summary>Checks a signature.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="manifest">The bytes that it must be of.</param>
    /// <returns>Why it is not accepted; null where it is.</returns>
    internal string? Refusal(BundleSignature signature, byte[] manifest)
    {
        if (signature is { PublicKey: null, Signature: null })
            return AcceptsUnsigned ? null : $"the bundle must be signed by one of the keys in {Variable}, and is not signed";
        if (signature is not { PublicKey: { } key, Signature: { } proof })
            return "key and signature must both be there, or neither";
        if (keys.Count > 0 && !keys.Any(known => known.AsSpan().SequenceEqual(key)))
            return $"the key {Convert.ToBase64String(key)} must be one of those in {Variable}";
        return BundleSigner.Verify(key, manifest, proof) ? null : $"the signature must be of {BundleNames.Manifest} by the key it names";
    }
}
