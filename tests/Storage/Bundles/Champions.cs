using Huracan.Storage.Bundles;
using Huracan.Tests.Champions;

namespace Huracan.Tests.Storage.Bundles;

/// <summary>Bundles and keys of tests.</summary>
internal static class Champions
{
    /// <summary>A signer by a key that is no secret.</summary>
    public static BundleSigner Signer(byte key = 1) => new(Enumerable.Repeat(key, 32).ToArray());

    /// <summary>Whoever trusts the signer.</summary>
    public static BundleTrust Trust(byte key = 1) => new([Signer(key).PublicKey]);

    /// <summary>Writes a genuine bundle, and returns its folder.</summary>
    public static string Write(TemporaryFolder folder, BundleSigner? signer = null, string version = GenuineRun.Id) =>
        BundleWriter.Write(folder["champions"], GenuineRun.Bundle(version), signer);

    /// <summary>Adds a version to a store and makes it the champion.</summary>
    public static Bundle Promote(this ChampionStore store, string version) =>
        store.Promote(store.Add(GenuineRun.Bundle(version), signer: null));
}
