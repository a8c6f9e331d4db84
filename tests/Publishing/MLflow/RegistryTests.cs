using Huracan.Contracts.Bundles;
using Huracan.Publishing.MLflow;
using Huracan.Publishing.Tracking;
using Huracan.Storage.Bundles;
using Huracan.Storage.Champions;
using Huracan.Storage.Tracking;
using Huracan.Tests.Champions;
using Huracan.Tests.MLflow;

namespace Huracan.Tests.Publishing.MLflow;

public sealed class RegistryTests : IDisposable
{
    private const string Model = "SIM001USDT-1h-h4", Second = "20260102T000000Z-0123abcd", Third = "20260103T000000Z-0123abcd";

    private static readonly ChampionKey Key = new(GenuineRun.Unit, 4);

    private readonly TemporaryFolder folder = new();
    private readonly ChampionStore champions;

    public RegistryTests() => champions = new ChampionStore(folder["champions"], BundleTrust.Anyone);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Aliases_of_a_server_follow_promotion_and_rollback()
    {
        await using var server = await LocalMLflow.StartAsync();
        using var client = MLflowServer.NewClient();
        var options = new TrackingOptions { Server = server.Address.AbsoluteUri };
        var tracker = new MLflowServer(client, options, _ => null, TimeProvider.System);
        champions.Promote(GenuineRun.Bundle(), signer: null);
        server.Losses = route => route == "model-versions/create";
        await Assert.ThrowsAsync<TrackerAwayException>(() => tracker.RecordAsync(TrackedChampions.Read(champions, Fail), default));
        Assert.Single(server.Versions[Model]); // it was made, and is not made again
        server.Losses = _ => false;

        await FollowAsync(
            tracker,
            () => server.Aliases[Model].ToDictionary(pair => pair.Key, pair => VersionOf(pair.Value)));

        Assert.Equal(3, server.Versions[Model].Count);
        var (source, run, _, _) = server.Versions[Model][0];
        Assert.Equal($"mlflow-artifacts:/1/{run}/artifacts/bundle", source);
        var there = server.Files.Where(pair => pair.Key.StartsWith($"1/{run}/artifacts/bundle/", StringComparison.Ordinal));
        Assert.Equal(
            GenuineRun.Bundle().Files.Keys.Concat(["manifest.json", "signature.json"]).Order(StringComparer.Ordinal),
            there.Select(pair => pair.Key.Split('/', 5)[4]).Order(StringComparer.Ordinal));

        string VersionOf(string number) => server.Versions[Model][int.Parse(number) - 1].Tags["huracan.version"];
    }

    [Fact]
    public async Task Aliases_of_a_folder_follow_promotion_and_rollback()
    {
        var there = Path.Combine(folder["store"], "models", Model);
        await FollowAsync(
            new MLflowFolder(folder["store"], new TrackingOptions(), TimeProvider.System),
            () => Directory.GetFiles(Path.Combine(there, "aliases")).ToDictionary(
                path => Path.GetFileName(path),
                path => File.ReadAllText(Path.Combine(there, $"version-{File.ReadAllText(path)}", "tags", "huracan.version"))));

        Assert.Equal(3, Directory.GetDirectories(there, "version-*").Length);
        var meta = await File.ReadAllTextAsync(Path.Combine(there, "version-1", "meta.yaml"));
        Assert.Contains("version: 1\n", meta, StringComparison.Ordinal); // a number here, and no text
        Assert.Contains("current_stage: 'None'\n", meta, StringComparison.Ordinal);
        var source = new Uri(meta.Split("source: '")[1].Split('\'')[0]).LocalPath;
        Assert.True(File.Exists(Path.Combine(source, "manifest.json")), source);
    }

    private static void Fail(ChampionKey key, string reason) => Assert.Fail($"{key} {reason}");

    private async Task FollowAsync(ITracker tracker, Func<Dictionary<string, string>> aliases)
    {
        champions.Promote(GenuineRun.Bundle(), signer: null);
        await RecordAsync();
        Assert.Equal(new() { ["champion"] = GenuineRun.Id }, aliases());

        var challengers = ChampionContest.ChallengersOf(champions);
        challengers.Promote(GenuineRun.Bundle(Second), signer: null);
        await RecordAsync();
        Assert.Equal(new() { ["champion"] = GenuineRun.Id, ["challenger"] = Second }, aliases());

        challengers.Remove(Key);
        champions.Promote(GenuineRun.Bundle(Second), signer: null);
        challengers.Promote(GenuineRun.Bundle(Third), signer: null);
        await RecordAsync();
        Assert.Equal(new() { ["champion"] = Second, ["challenger"] = Third }, aliases());

        challengers.Remove(Key);
        champions.Rollback(Key);
        await RecordAsync();
        Assert.Equal(new() { ["champion"] = GenuineRun.Id }, aliases());
        var again = await RecordAsync();
        Assert.Equal((0, 0, 0), (again.Runs, again.Metrics, again.Files));

        // A challenger of cash that was dismissed, with no champion beside it.
        champions.Count(Key, null, Third);
        champions.Remove(Key);
        await RecordAsync();
        Assert.Empty(aliases());

        Task<TrackerReport> RecordAsync() => tracker.RecordAsync(
            TrackedChampions.Read(champions, Fail), CancellationToken.None);
    }
}
