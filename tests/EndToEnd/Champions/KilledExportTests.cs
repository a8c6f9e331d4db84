using System.Globalization;
using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Storage.Bundles;
using Huracan.Tests.Champions;
using Huracan.Tests.Dropbox;
using Huracan.Tests.EndToEnd.Harness;
using Xunit.Abstractions;

namespace Huracan.Tests.EndToEnd.Champions;

/// <summary>A publisher that is killed at whatever moment leaves champions that are whole: those before or those after.</summary>
public sealed class KilledExportTests(ITestOutputHelper output) : IDisposable
{
    private const int Kills = 25; // at each of the two targets
    private const int Coins = 6;

    private readonly Scratch scratch = new();
    private readonly SeededRandom random = new(50);

    private ChampionStore Own => new(scratch.Path("champions"), BundleTrust.Anyone);

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task A_folder_has_whole_champions_whenever_the_export_is_killed()
    {
        var target = scratch.Path("published");
        var began = () => Directory.Exists(target) && Directory.EnumerateFiles(target, ".lock").Any() ? "begun" : null;

        await KillAsync(["--to", target], [], began, () => new ChampionStore(target, BundleTrust.Anyone));
    }

    [Fact]
    public async Task A_Dropbox_has_whole_champions_whenever_the_export_is_killed()
    {
        await using var dropbox = await LocalDropbox.StartAsync();
        dropbox.Delay = TimeSpan.FromMilliseconds(3);
        var settings = scratch.Write("publishing.yaml", $"dropbox: {{api: '{dropbox.Address}2/', content: '{dropbox.Address}2/'}}\n");
        var round = 0;

        await KillAsync(
            ["--to", "dropbox", "--settings", settings],
            new() { [Huracan.Publishing.Dropbox.DropboxPublisher.TokenVariable] = LocalDropbox.Token },
            () => dropbox.Log.IsEmpty ? null : "begun",
            () =>
            {
                var there = scratch.Path(string.Create(CultureInfo.InvariantCulture, $"there-{round++}/champions"));
                dropbox.SaveTo(Path.GetDirectoryName(there)!); // it has a parent
                dropbox.Log.Clear();
                return new ChampionStore(there, BundleTrust.Anyone);
            });
    }

    private async Task KillAsync(
        string[] arguments, Dictionary<string, string> environment, Func<string?> began, Func<ChampionStore> published)
    {
        Promote("v100");
        var begun = TimeProvider.System.GetTimestamp();
        var full = Start(arguments, environment);
        await full.UntilAsync(began);
        var startUp = TimeProvider.System.GetElapsedTime(begun);
        (await full.EndAsync()).Expect(0);
        var lasts = TimeProvider.System.GetElapsedTime(begun) - startUp;
        full.Dispose();
        Assert.Equal(Coins, Check(published(), "v100"));
        var (within, behind, mixed) = (0, 0, 0);
        for (var kill = 1; kill <= Kills; kill++)
        {
            var version = string.Create(CultureInfo.InvariantCulture, $"v{100 + kill}");
            Promote(version);
            File.Delete(scratch.Path("published/.lock")); // so that the next one's beginning is seen
            using var export = Start(arguments, environment);
            await export.UntilAsync(began);
            await Task.Delay(lasts * random.NextDouble());
            export.SignalGroup(HuracanProcess.Kill);
            await export.EndAsync();

            var there = Check(published(), version);
            (within, mixed, behind) = (within + (there == 0 ? 1 : 0), mixed + (there is > 0 and < Coins ? 1 : 0), behind + (there == Coins ? 1 : 0));
        }
        output.WriteLine($"An export lasts {lasts.TotalMilliseconds:F0} ms; of {Kills} kills {within} came before any new pointer, {mixed} between, {behind} behind the last.");
        Assert.True(within + mixed > 0, "No export was killed before its end.");
        using var last = Start(arguments, environment);
        (await last.EndAsync()).Expect(0);
        Assert.Equal(Coins, Check(published(), $"v{100 + Kills}"));
    }

    // Every champion that is named can be opened, each byte of it checked. Tells how many are of this version.
    private static int Check(ChampionStore store, string version)
    {
        var champions = store.Latest().Champions;
        Assert.Equal(Coins, champions.Count);
        return champions.Count(pointer => store.Open(pointer.Key).Manifest.Version == version);
    }

    private void Promote(string version)
    {
        var source = GenuineRun.Bundle(version);
        for (var coin = 1; coin <= Coins; coin++)
        {
            var named = source.Manifest with { Coin = string.Create(CultureInfo.InvariantCulture, $"COIN{coin}USDT") };
            var bundle = Own.Promote(Own.Add(source with { Manifest = named }, signer: null));
            Own.Prune(bundle.Manifest.Key, keep: 2);
        }
    }

    private HuracanProcess Start(string[] arguments, Dictionary<string, string> environment) =>
        HuracanProcess.StartWith(environment, ["champions", "export", .. arguments, "--champions", scratch.Path("champions")]);
}
