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
    private const int Coins = 3;

    // At each of the two targets; more of them by way of trial.
    private static readonly int Kills = int.Parse(
        Environment.GetEnvironmentVariable("HURACAN_TEST_KILLS") ?? "8", CultureInfo.InvariantCulture);

    private readonly Scratch scratch = new();
    private readonly SeededRandom random = new(50);

    private ChampionStore Own => new(scratch.Path("champions"), BundleTrust.Anyone);

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task A_folder_has_whole_champions_whenever_the_export_is_killed()
    {
        var target = scratch.Path("published");
        var held = Path.Combine(target, ".lock");

        await KillAsync(
            ["--to", target], [], () => File.Exists(held) ? "begun" : null,
            () =>
            {
                File.Delete(held); // so that the next one's beginning is seen
                return new ChampionStore(target, BundleTrust.Anyone);
            },
            () => Directory.Delete(target, recursive: true));
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
            },
            dropbox.Clear);
    }

    private async Task KillAsync(
        string[] arguments, Dictionary<string, string> environment, Func<string?> began, Func<ChampionStore> published, Action clear)
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
        clear(); // the first ones are killed before there is any champion
        var reached = new List<int>();
        for (var kill = 1; kill <= Kills; kill++)
        {
            var version = string.Create(CultureInfo.InvariantCulture, $"v{100 + kill}");
            Promote(version);
            using var export = Start(arguments, environment);
            await export.UntilAsync(began);
            await Task.Delay(lasts * random.NextDouble());
            export.KillGroup();
            await export.EndAsync();

            reached.Add(Check(published(), version));
        }
        output.WriteLine($"An export lasts {lasts.TotalMilliseconds:F0} ms; {Kills} were killed, and new were of {Coins}: "
            + string.Join(" ", reached));
        Assert.Contains(reached, count => count < Coins); // or none was killed before its end
        using var last = Start(arguments, environment);
        (await last.EndAsync()).Expect(0);
        Assert.Equal(Coins, Check(published(), $"v{100 + Kills}"));
    }

    // Every champion that is named, if any is, can be opened, each byte of it checked. Tells how many are of this version.
    private static int Check(ChampionStore store, string version)
    {
        var champions = store.Latest().Champions;
        Assert.InRange(champions.Count, 0, Coins);
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
