using System.Text;
using Huracan.Contracts;
using Huracan.Contracts.Trading;
using Huracan.Engine;
using Huracan.Storage.Bundles;
using Huracan.Tests.Champions;

namespace Huracan.Tests.Storage.Bundles;

public sealed class BundleTests : IDisposable
{
    private const int Mutations = 1_000;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_bundle_is_read_as_it_was_written()
    {
        var source = GenuineRun.Bundle();
        var bundle = Bundle.Open(Champions.Write(folder), BundleTrust.Anyone);

        Assert.Equal("SIM001USDT/1h/h4/20260101T000000Z-0123abcd", bundle.Place.Folder);
        Assert.Equal(source.Files.Keys.Order(StringComparer.Ordinal), bundle.Manifest.Files.Select(file => file.Path));
        Assert.All(source.Files, file => Assert.Equal(file.Value, bundle.Read(file.Key)));
        Assert.False(bundle.IsSigned);
    }

    [Fact]
    public void The_manifest_has_the_verdict_of_each_regime_and_one_of_before_that_has_none_is_read()
    {
        var source = GenuineRun.Bundle();
        var path = BundleWriter.Write(folder["before"], source with { Manifest = source.Manifest with { RegimeVerdicts = null } }, null);

        var verdicts = Bundle.Open(Champions.Write(folder), BundleTrust.Anyone).Manifest.RegimeVerdicts!;

        Assert.Equal(Enum.GetValues<MarketRegime>(), verdicts.Select(verdict => verdict.Regime));
        Assert.True(verdicts.Sum(verdict => verdict.Trades) >= source.Manifest.Metrics.Test.TradesTaken, "validation counts too");
        Assert.DoesNotContain("regime_verdicts", File.ReadAllText(Path.Combine(path, "manifest.json")), StringComparison.Ordinal);
        Assert.Null(Bundle.Open(path, BundleTrust.Anyone).Manifest.RegimeVerdicts);
    }

    [Fact]
    public void The_same_source_gives_the_same_bytes()
    {
        var (one, other) = (GenuineRun.Bundle().Seal(Champions.Signer()), GenuineRun.Bundle().Seal(Champions.Signer()));

        Assert.Equal(one.Select(file => file.Key), other.Select(file => file.Key));
        Assert.Equal(one.Select(file => Convert.ToHexString(file.Value)), other.Select(file => Convert.ToHexString(file.Value)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_flipped_bit_is_refused(bool signed)
    {
        var path = Champions.Write(folder, signed ? Champions.Signer() : null);
        var trust = signed ? Champions.Trust() : BundleTrust.Anyone;
        var files = Directory.GetFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        var random = new SeededRandom(31);
        var accepted = new List<string>();
        for (var i = 0; i < Mutations; i++)
        {
            var file = files[random.NextInt(files.Length)];
            var content = File.ReadAllBytes(file);
            var place = random.NextInt(content.Length);
            var bit = (byte)(1 << random.NextInt(8));
            content[place] ^= bit;
            File.WriteAllBytes(file, content);
            if (IsAccepted(path, trust))
                accepted.Add($"{file} byte {place} bit {bit}");
            content[place] ^= bit;
            File.WriteAllBytes(file, content);
        }

        Assert.Empty(accepted);
        Assert.True(IsAccepted(path, trust)); // what was refused was the mutation
    }

    [Fact]
    public void A_manifest_that_is_written_otherwise_is_refused_although_it_says_the_same()
    {
        var path = Champions.Write(folder);
        var manifest = Path.Combine(path, "manifest.json");
        foreach (var text in new[]
        {
            File.ReadAllText(manifest) + " ",
            File.ReadAllText(manifest).Replace("\"format\": 1,", "\"format\": 1, \"note\": 2,", StringComparison.Ordinal),
            "\uFEFF" + File.ReadAllText(manifest),
        })
        {
            var content = Encoding.UTF8.GetBytes(text);
            File.WriteAllBytes(manifest, content);
            SignAnew(path, content);

            Refused(path, "manifest.json: it must be written as this program writes it");
        }
    }

    [Fact]
    public void Missing_and_additional_files_and_folders_are_refused_by_name()
    {
        var path = Champions.Write(folder);
        File.WriteAllText(Path.Combine(path, "reports", "note.txt"), "hello");
        Refused(path, "reports/note.txt: manifest.json does not list it");
        File.Delete(Path.Combine(path, "reports", "note.txt"));
        Directory.CreateDirectory(Path.Combine(path, "more"));
        Refused(path, "more: a folder without a file");
        Directory.Delete(Path.Combine(path, "more"));
        File.WriteAllText(Path.Combine(path, "scaler.json"), "");
        Refused(path, "scaler.json: it must have ");
        File.Delete(Path.Combine(path, "scaler.json"));
        Refused(path, "scaler.json: manifest.json lists it, and it is missing");
        File.Delete(Path.Combine(path, "signature.json"));
        Refused(path, "signature.json: it is missing");
        File.Delete(Path.Combine(path, "manifest.json"));
        Refused(path, "manifest.json: it is missing");
        Refused(folder["champions/SIM001USDT/1h/h4/v9"], "There is no bundle");
    }

    [Fact]
    public void Links_are_refused_although_they_lead_to_the_right_content()
    {
        var path = Champions.Write(folder);
        var scaler = Path.Combine(path, "scaler.json");
        File.Move(scaler, folder["scaler.json"]);
        File.CreateSymbolicLink(scaler, folder["scaler.json"]);
        Refused(path, "scaler.json: it is a link");
        File.Delete(scaler);
        File.Move(folder["scaler.json"], scaler);

        Directory.Move(path, folder["elsewhere"]);
        Directory.CreateSymbolicLink(path, folder["elsewhere"]);
        Refused(path, "it is a link");
    }

    [Theory]
    [InlineData("BTCUSDT/1h/h4/20260101T000000Z-0123abcd")]
    [InlineData("SIM001USDT/4h/h4/20260101T000000Z-0123abcd")]
    [InlineData("SIM001USDT/1h/h8/20260101T000000Z-0123abcd")]
    [InlineData("SIM001USDT/1h/h4/20260102T000000Z-0123abcd")]
    public void A_bundle_in_the_place_of_another_is_refused(string place)
    {
        var path = Champions.Write(folder);
        var moved = folder[$"other/{place}"];
        Directory.CreateDirectory(Path.GetDirectoryName(moved)!);
        Directory.Move(path, moved);

        Refused(moved, $"must lie in SIM001USDT/1h/h4/20260101T000000Z-0123abcd, and lies in {place}");
    }

    [Fact]
    public void Where_keys_are_configured_only_their_bundles_are_accepted()
    {
        var path = Champions.Write(folder, Champions.Signer(key: 1));

        Assert.True(Bundle.Open(path, Champions.Trust(key: 1)).IsSigned);
        Assert.True(Bundle.Open(path, BundleTrust.Anyone).IsSigned);
        Refused(path, "must be one of those in HURACAN_BUNDLE_PUBLIC_KEYS", Champions.Trust(key: 2));
        var unsigned = Champions.Write(folder, version: "v2");
        Refused(unsigned, "is not signed", Champions.Trust(key: 1));
        Assert.False(Bundle.Open(unsigned, new BundleTrust([Champions.Signer().PublicKey], acceptUnsigned: true)).IsSigned);
        Refused(unsigned, "is not signed", new BundleTrust([], acceptUnsigned: false));
    }

    [Fact]
    public void A_signature_of_another_manifest_is_refused()
    {
        var one = Champions.Write(folder, Champions.Signer(), "v1");
        var other = Champions.Write(folder, Champions.Signer(), "v2");
        var text = File.ReadAllText(Path.Combine(other, "signature.json"));
        var hash = Bundle.Open(one, Champions.Trust()).ManifestSha256;
        var stolen = Bundle.Open(other, Champions.Trust()).ManifestSha256;
        File.WriteAllText(Path.Combine(one, "signature.json"), text.Replace(stolen, hash, StringComparison.Ordinal));

        Refused(one, "signature.json: the signature must be of manifest.json", Champions.Trust());
        Refused(one, "signature.json: the signature must be of manifest.json", BundleTrust.Anyone);
    }

    // What somebody without a key can do.
    private static void SignAnew(string path, byte[] manifest) => File.WriteAllBytes(
        Path.Combine(path, "signature.json"),
        Huracan.Contracts.Json.HuracanJson.Serialize(
            new Huracan.Contracts.Bundles.BundleSignature(
                Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(manifest)), null, null)));

    private static bool IsAccepted(string path, BundleTrust trust)
    {
        try
        {
            Bundle.Open(path, trust);
            return true;
        }
        catch (InputRefusedException)
        {
            return false;
        }
    }

    private static void Refused(string path, string words, BundleTrust? trust = null)
    {
        var refusal = Assert.Throws<InputRefusedException>(() => Bundle.Open(path, trust ?? BundleTrust.Anyone));
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
    }
}
