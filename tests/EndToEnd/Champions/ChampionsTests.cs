using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Engine.Pipeline.Units;
using Huracan.Storage.Bundles;
using Huracan.Storage.Candles;
using Huracan.Storage.Runs;
using Huracan.Tests.Dropbox;
using Huracan.Tests.EndToEnd.Harness;

namespace Huracan.Tests.EndToEnd.Champions;

[Collection("finished run")]
public sealed class ChampionsTests(FinishedRun finished) : IDisposable
{
    private static readonly BundleSigner Signer = new(Enumerable.Repeat((byte)1, 32).ToArray());
    private static readonly Dictionary<string, string> Keys = new() { [BundleTrust.Variable] = Convert.ToBase64String(Signer.PublicKey) };

    private readonly Scratch scratch = new();

    private ChampionStore Store => new(scratch.Path("champions"), BundleTrust.Anyone);

    [Fact]
    public async Task The_champions_of_a_run_are_listed_verified_exported_and_rolled_back()
    {
        Promote("v1", signer: null);
        Promote("v2", signer: null);

        var list = (await ChampionsAsync([], "list")).Expect(0);
        Assert.Matches(@"BTCUSDT/1h +4 +v2 +(xgboost|cnn-lstm) +[0-9.]+ +[A-Z_]+ +20..-..-.. ..:.. +- +no", list.Output);
        Assert.Matches(@"SIM001USDT/1h +4 +v2 ", list.Output);

        var verified = (await ChampionsAsync([], "verify", "--all")).Expect(0);
        Assert.Equal(4, verified.Output.Split('\n').Count(line => line.Contains(": whole, not signed, ", StringComparison.Ordinal)));
        var candles = (await ChampionsAsync([], "verify", "SIM001USDT", "1h", "--source", Candles())).Expect(0);
        Assert.Matches(@"^SIM001USDT/1h h4 v2: whole, not signed, \d+ files; forecasts down 0\.\d+, flat 0\.\d+, up 0\.\d+ \(\d+ ms\); "
                + @"test figures as derived from candles\s*$",
            candles.Output);
        Directory.Delete(scratch.Path("funding"), recursive: true);
        var unfunded = await ChampionsAsync([], "verify", "SIM001USDT", "1h", "--source", scratch.Path("candles"));
        unfunded.ExpectRefusal("has no funding rates of SIM001USDT, and it was made with some; --funding names their folder");
        Assert.DoesNotContain("as derived", unfunded.Error, StringComparison.Ordinal);

        var target = scratch.Path("published");
        var dry = (await ChampionsAsync([], "export", "--to", target, "--dry-run")).Expect(0);
        Assert.Contains("would send BTCUSDT/1h/h4/v2/manifest.json", dry.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(target));
        (await ChampionsAsync([], "export", "--to", target)).Expect(0);
        Assert.Equal(2, new ChampionStore(target, BundleTrust.Anyone).Latest().Champions.Count);
        var again = (await ChampionsAsync([], "export", "--to", target)).Expect(0);
        Assert.Contains(" 0 files, 0 bytes sent", again.Output, StringComparison.Ordinal);

        var back = (await ChampionsAsync([], "rollback", "BTCUSDT", "1h", "--horizon", "4")).Expect(0);
        Assert.Contains("BTCUSDT/1h h4: the champion is v1 now.", back.Output, StringComparison.Ordinal);
        Assert.Equal("v1", Store.Open(new ChampionKey(new UnitId("BTCUSDT", Timeframe.H1), 4)).Manifest.Version);
        (await ChampionsAsync([], "rollback", "BTCUSDT", "1h", "--horizon", "8")).ExpectRefusal("BTCUSDT/1h h8 has no champion");
    }

    [Fact]
    public async Task Damaged_and_foreign_bundles_are_refused_by_name()
    {
        (await ChampionsAsync([], "list")).ExpectRefusal("has no champion yet");
        Promote("v1", signer: null);
        (await ChampionsAsync(Keys, "verify")).ExpectRefusal("signature.json: the bundle must be signed");
        Promote("v2", Signer);
        (await ChampionsAsync(Keys, "verify")).Expect(0);
        (await ChampionsAsync(Keys, "verify", "--all")).ExpectRefusal("BTCUSDT/1h h4 v1");

        var scaler = scratch.Path("champions/BTCUSDT/1h/h4/v2/scaler.json");
        File.AppendAllText(scaler, " ");
        (await ChampionsAsync(Keys, "verify", "BTCUSDT", "1h")).ExpectRefusal(scaler, "bytes");
        (await ChampionsAsync(Keys, "verify", "SIM001USDT", "1h")).Expect(0);
        (await ChampionsAsync(Keys, "export", "--to", scratch.Path("published"))).ExpectRefusal(scaler);
        (await ChampionsAsync(Keys, "list")).ExpectRefusal(scaler);
    }

    [Fact]
    public async Task Dropbox_needs_a_token_that_it_accepts_and_says_so_without_repeating_it()
    {
        Promote("v1", signer: null);
        await using var dropbox = await LocalDropbox.StartAsync();
        var settings = scratch.Write("publishing.yaml", $"dropbox: {{api: '{dropbox.Address}2/', content: '{dropbox.Address}2/'}}\n");
        string[] export = ["export", "--to", "dropbox", "--settings", settings];

        (await ChampionsAsync(new() { ["DROPBOX_ACCESS_TOKEN"] = "" }, export)).ExpectRefusal("DROPBOX_ACCESS_TOKEN must be");
        var old = await ChampionsAsync(new() { ["DROPBOX_ACCESS_TOKEN"] = "sl.old-secret" }, export);
        old.ExpectRefusal("Dropbox does not accept DROPBOX_ACCESS_TOKEN (expired_access_token");
        Assert.DoesNotContain("sl.old-secret", old.All, StringComparison.Ordinal);
        (await ChampionsAsync(new() { ["DROPBOX_ACCESS_TOKEN"] = LocalDropbox.Token }, export)).Expect(0);

        dropbox.SaveTo(scratch.Path("there"));
        Assert.Equal(2, new ChampionStore(scratch.Path("there/champions"), BundleTrust.Anyone).Latest().Champions.Count);
    }

    public void Dispose() => scratch.Dispose();

    private Task<Outcome> ChampionsAsync(Dictionary<string, string> environment, params string[] arguments) =>
        HuracanProcess.RunWithAsync(environment, ["champions", .. arguments, "--champions", scratch.Path("champions")]);

    private string Candles()
    {
        Directory.CreateDirectory(scratch.Path("candles"));
        Directory.CreateDirectory(scratch.Path("funding")); // where it is looked for
        foreach (var coin in new[] { "BTCUSDT", "SIM001USDT" })
        {
            File.Copy(finished.Run.PathOf($"data/{coin}/1h.parquet"), scratch.Path($"candles/{coin}_1h.parquet"));
            FundingFile.Write(
                scratch.Path($"funding/{coin}_funding.csv"), CandleTable.ReadFunding(new RunFolder(finished.Run.Folder), coin)!);
        }
        return scratch.Path("candles");
    }

    private void Promote(string version, BundleSigner? signer)
    {
        foreach (var coin in new[] { "BTCUSDT", "SIM001USDT" })
        {
            var source = BundleSource.OfRun(
                new RunFolder(finished.Run.Folder), new UnitId(coin, Timeframe.H1),
                new BundleRequest(finished.Run.Id) { Version = version });
            Store.Promote(Store.Add(source, signer));
        }
    }
}
