using Huracan.Contracts;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Huracan.Storage.Bundles;

/// <summary>
/// Signs manifests by Ed25519 (RFC 8032). BouncyCastle is managed code: no native library that a machine may lack.
/// </summary>
public sealed class BundleSigner
{
    /// <summary>Environment variable of the private key: base64 of its 32 bytes.</summary>
    public const string Variable = "HURACAN_BUNDLE_SIGNING_KEY";

    private const int SignatureSize = 64;
    private readonly Ed25519PrivateKeyParameters key;

    /// <summary>Makes a signer.</summary>
    /// <param name="seed">The private key, 32 bytes.</param>
    public BundleSigner(ReadOnlySpan<byte> seed)
    {
        key = new Ed25519PrivateKeyParameters(seed);
        PublicKey = key.GeneratePublicKey().GetEncoded();
    }

    /// <summary>The key that its signatures are verified by, 32 bytes.</summary>
    public byte[] PublicKey { get; }

    /// <summary>The signer of the environment; null where no key is set.</summary>
    /// <param name="environment">Gives the value of a variable.</param>
    /// <exception cref="InputRefusedException">The key is no base64 of 32 bytes; the message does not repeat it.</exception>
    public static BundleSigner? FromEnvironment(Func<string, string?> environment)
    {
        if (environment(Variable) is not { Length: > 0 } text)
            return null;
        return TryKey(text, Ed25519PrivateKeyParameters.KeySize) is { } seed
            ? new BundleSigner(seed)
            : throw new InputRefusedException($"{Variable} must be base64 of the 32 bytes of an Ed25519 private key.");
    }

    /// <summary>Signs bytes.</summary>
    /// <returns>The signature, 64 bytes.</returns>
    public byte[] Sign(byte[] content)
    {
        var signer = new Ed25519Signer();
        signer.Init(forSigning: true, key);
        signer.BlockUpdate(content, 0, content.Length);
        return signer.GenerateSignature();
    }

    internal static bool Verify(byte[] publicKey, byte[] content, byte[] signature)
    {
        if (publicKey.Length != Ed25519PublicKeyParameters.KeySize || signature.Length != SignatureSize)
            return false;
        try
        {
            var verifier = new Ed25519Signer();
            verifier.Init(forSigning: false, new Ed25519PublicKeyParameters(publicKey));
            verifier.BlockUpdate(content, 0, content.Length);
            return verifier.VerifySignature(signature);
        }
        catch (ArgumentException)
        {
            return false; // not every 32 bytes are a point of the curve
        }
    }

    internal static byte[]? TryKey(string text, int size)
    {
        var key = new byte[size];
        return Convert.TryFromBase64String(text.Trim(), key, out var length) && length == size ? key : null;
    }
}
