using Huracan.Contracts;
using Huracan.Storage.Bundles;

namespace Huracan.Tests.Storage.Bundles;

public class BundleSignerTests
{
    // RFC 8032, section 7.1, tests 1 to 3: secret key, public key, message, signature.
    [Theory]
    [InlineData(
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData(
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    [InlineData(
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    public void Signatures_are_those_of_the_standard(string secret, string key, string message, string signature)
    {
        var signer = new BundleSigner(Convert.FromHexString(secret));

        Assert.Equal(key, Convert.ToHexStringLower(signer.PublicKey));
        Assert.Equal(signature, Convert.ToHexStringLower(signer.Sign(Convert.FromHexString(message))));
        Assert.True(BundleSigner.Verify(signer.PublicKey, Convert.FromHexString(message), Convert.FromHexString(signature)));
    }

    [Fact]
    public void Keys_come_from_the_environment()
    {
        var seed = Convert.ToBase64String(Enumerable.Repeat((byte)1, 32).ToArray());

        Assert.Null(BundleSigner.FromEnvironment(_ => null));
        Assert.Equal(Champions.Signer().PublicKey, BundleSigner.FromEnvironment(_ => seed)!.PublicKey);
        Assert.True(BundleTrust.FromEnvironment(_ => null).AcceptsUnsigned);
        Assert.False(BundleTrust.FromEnvironment(_ => Convert.ToBase64String(Champions.Signer().PublicKey)).AcceptsUnsigned);
    }

    [Theory]
    [InlineData("not-base64-but-secret")]
    [InlineData("c2VjcmV0")]
    public void A_wrong_key_is_refused_without_being_repeated(string text)
    {
        var own = Assert.Throws<InputRefusedException>(() => BundleSigner.FromEnvironment(_ => text));
        Assert.StartsWith("HURACAN_BUNDLE_SIGNING_KEY must be base64", own.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(text, own.Message, StringComparison.Ordinal);
        var others = Assert.Throws<InputRefusedException>(() => BundleTrust.FromEnvironment(_ => text));
        Assert.StartsWith("HURACAN_BUNDLE_PUBLIC_KEYS: key 1 must be base64", others.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_key_or_no_signature_verifies_nothing()
    {
        var signer = Champions.Signer();
        var proof = signer.Sign([1]);

        Assert.False(BundleSigner.Verify(signer.PublicKey[..31], [1], proof));
        Assert.False(BundleSigner.Verify(signer.PublicKey, [1], proof[..63]));
        Assert.False(BundleSigner.Verify(signer.PublicKey, [2], proof));
        for (var fill = 0; fill < 256; fill++)
            Assert.False(BundleSigner.Verify([.. Enumerable.Repeat((byte)fill, 32)], [1], proof));
    }
}
