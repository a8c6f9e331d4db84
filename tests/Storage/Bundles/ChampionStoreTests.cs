using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Storage.Bundles;
using Huracan.Tests.Champions;

namespace Huracan.Tests.Storage.Bundles;

public sealed class ChampionStoreTests : IDisposable
{
    private static readonly ChampionKey Key = new(GenuineRun.Unit, 4);

    private readonly TemporaryFolder folder = new();
    private readonly ChampionStore store;

    public ChampionStoreTests() => store = new ChampionStore(folder["champions"], BundleTrust.Anyone);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_empty_folder_has_no_champion()
    {
        Assert.Empty(store.Latest().Champions);
        Assert.Empty(store.Versions(Key));
        Assert.Contains("has no champion of SIM001USDT/1h h4", Refused(() => store.Open(Key)), StringComparison.Ordinal);
        Assert.Contains("has no champion", Refused(() => store.Rollback(Key)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_written_bundle_is_no_champion_before_it_is_promoted()
    {
        var bundle = store.Add(GenuineRun.Bundle("v1"), signer: null);
        Assert.Empty(store.Latest().Champions);
        Assert.Equal(["v1"], store.Versions(Key));

        store.Promote(bundle);

        Assert.Equal("v1", store.Open(Key).Manifest.Version);
    }

    [Fact]
    public void Rollback_goes_back_and_forth_and_a_promotion_forgets_what_was_rolled_back()
    {
        foreach (var version in new[] { "v1", "v2", "v3" })
            store.Promote(version);

        Assert.Equal("v2", store.Rollback(Key).Manifest.Version);
        Assert.Equal("v1", store.Rollback(Key).Manifest.Version);
        Assert.Contains("no champion before v1", Refused(() => store.Rollback(Key)), StringComparison.Ordinal);
        Assert.Equal("v3", store.Rollback(Key, "v3").Manifest.Version);
        Assert.Contains("there were v1, v2, v3", Refused(() => store.Rollback(Key, "v4")), StringComparison.Ordinal);
        Assert.Equal("v2", store.Rollback(Key).Manifest.Version);
        store.Promote("v4");
        Assert.Equal(["v1", "v2", "v4"], store.Latest().Find(Key)!.Promoted.Select(one => one.Version));
        Assert.Equal("v2", store.Rollback(Key).Manifest.Version); // not v3, which was found wanting
    }

    [Fact]
    public void A_version_that_never_was_champion_or_is_damaged_is_not_rolled_back_to()
    {
        store.Promote("v1");
        store.Add(GenuineRun.Bundle("v0"), signer: null);
        Assert.Contains("v0 was never the champion", Refused(() => store.Rollback(Key, "v0")), StringComparison.Ordinal);
        store.Promote("v2");
        File.AppendAllText(folder["champions/SIM001USDT/1h/h4/v1/scaler.json"], " ");

        Assert.Contains("scaler.json", Refused(() => store.Rollback(Key)), StringComparison.Ordinal);
        Assert.Equal("v2", store.Open(Key).Manifest.Version);
    }

    [Fact]
    public void Retention_keeps_the_newest_the_champion_and_the_one_before_it()
    {
        foreach (var version in new[] { "v1", "v2", "v3", "v4", "v5" })
            store.Promote(version);
        store.Rollback(Key, "v2");

        Assert.Equal(["v3", "v4"], store.Prune(Key, keep: 1));

        Assert.Equal(["v1", "v2", "v5"], store.Versions(Key)); // the one before, the champion, the newest
        Assert.Equal("v1", store.Rollback(Key).Manifest.Version);
        Assert.Empty(store.Prune(Key, keep: 3));
    }

    [Fact]
    public void What_is_removed_leaves_neither_pointer_nor_version_also_after_a_kill_between_the_two()
    {
        store.Promote("v1");
        store.Promote("v2");

        store.Remove(Key);

        Assert.Empty(store.Latest().Champions);
        Assert.Empty(store.Versions(Key));
        store.Add(GenuineRun.Bundle("v3"), signer: null); // as a kill after the pointer leaves it
        store.Remove(Key);
        Assert.Empty(store.Versions(Key));
        Assert.DoesNotContain(folder.Entries(), name => name.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void The_champions_of_another_place_are_named_also_where_a_bundle_is_missing()
    {
        store.Promote("v1");
        var other = new ChampionStore(folder["other"], BundleTrust.Anyone);

        other.Follow(store.Latest());

        Assert.Equal("v1", other.Latest().Find(Key)!.Version);
        Refused(() => other.Open(Key));
    }

    [Fact]
    public void A_bundle_of_elsewhere_that_is_refused_is_not_left_in_the_folder()
    {
        var bundle = store.Promote("v1");
        var other = new ChampionStore(folder["other"], BundleTrust.Anyone);
        var damaged = bundle.Files.ToDictionary();
        damaged["scaler.json"] = [.. damaged["scaler.json"], (byte)' '];

        Assert.Contains("scaler.json", Refused(() => other.Add(bundle.Place, damaged)), StringComparison.Ordinal);

        Assert.Empty(other.Versions(Key));
        Assert.Equal("v1", other.Add(bundle.Place, bundle.Files).Manifest.Version);
        Assert.Equal(["v1"], other.Versions(Key));
    }

    [Fact]
    public void Two_writers_at_once_are_refused_and_readers_are_not()
    {
        var bundle = store.Promote("v1");
        using (new FileStream(folder["champions/.lock"], FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.Contains("is being written by another process", Refused(() => store.Promote(bundle)), StringComparison.Ordinal);
            Assert.Throws<TransientRefusalException>(() => store.Add(GenuineRun.Bundle("v2"), signer: null));
            Refused(() => store.Rollback(Key));
            Refused(() => store.Prune(Key, keep: 1));
            Assert.Equal("v1", store.Open(Key).Manifest.Version);
        }
        store.Promote("v2");
        Assert.Equal("v2", store.Open(Key).Manifest.Version);
    }

    [Fact]
    public async Task A_reader_beside_a_writer_always_finds_a_whole_champion()
    {
        store.Promote("v100");
        var writer = Task.Run(() =>
        {
            for (var version = 101; version < 130; version++)
            {
                store.Promote($"v{version}");
                store.Prune(Key, keep: 2);
            }
        });
        var reads = 0;
        while (!writer.IsCompleted)
        {
            Assert.StartsWith("v1", store.Open(Key).Manifest.Version, StringComparison.Ordinal);
            reads++;
        }
        await writer;
        Assert.True(reads > 5, $"There were {reads} reads.");
        Assert.Equal("v129", store.Open(Key).Manifest.Version);
    }

    [Fact]
    public void A_version_is_never_changed()
    {
        store.Promote("v1");
        var source = GenuineRun.Bundle("v1");
        var other = source with { Manifest = source.Manifest with { TrialsTried = 99 } };

        Assert.Contains("a version is never changed", Refused(() => store.Add(other, signer: null)), StringComparison.Ordinal);
        Assert.Equal("v1", store.Add(source, signer: null).Manifest.Version); // the same once more is no change
        Assert.Contains("a version is never changed", Refused(() => store.Promote(other, signer: null)), StringComparison.Ordinal);
        store.Promote("v2");
        Assert.Contains("a version is never changed", Refused(() => store.Promote(other, signer: null)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_that_was_left_behind_and_never_champion_is_replaced_by_its_promotion()
    {
        store.Promote("v1");
        var source = GenuineRun.Bundle("v2");
        store.Add(source with { Manifest = source.Manifest with { TrialsTried = 99 } }, signer: null);
        File.WriteAllText(folder["champions/SIM001USDT/1h/h4/v2/scaler.json"], "half");

        var promoted = store.Promote(source, signer: null);

        Assert.Equal(source.Manifest.TrialsTried, promoted.Manifest.TrialsTried);
        Assert.Equal(("v2", "v1"), (store.Open(Key).Manifest.Version, store.Latest().Find(Key)!.Before!.Version));
    }

    [Fact]
    public void What_was_judged_against_another_champion_is_not_promoted_over_the_one_of_now()
    {
        var first = store.PromoteOver(null, GenuineRun.Bundle("v1"), signer: null);
        Assert.Equal("v1", store.PromoteOver(null, GenuineRun.Bundle("v1"), signer: null).Manifest.Version); // after a kill

        var late = Assert.Throws<TransientRefusalException>(() => store.PromoteOver(null, GenuineRun.Bundle("v2"), signer: null));

        Assert.Contains("the champion is v1 by now, and v2 was judged against cash", late.Message, StringComparison.Ordinal);
        Assert.Equal(first.ManifestSha256, store.Open(Key).ManifestSha256);
        Assert.Equal("v2", store.PromoteOver("v1", GenuineRun.Bundle("v2"), signer: null).Manifest.Version);
    }

    [Fact]
    public void Challengers_are_counted_for_each_champion_once_and_go_on_after_a_rollback()
    {
        int[] ofFirst = [store.Count(Key, "v1", "a"), store.Count(Key, "v1", "b"), store.Count(Key, "v1", "a")];
        int[] ofOthers = [store.Count(Key, null, "b"), store.Count(Key with { Horizon = 8 }, "v1", "b"), store.Count(Key, "v2", "c")];

        Assert.Equal([0, 1, 0], ofFirst);
        Assert.Equal([0, 0, 0], ofOthers);
        Assert.Equal(2, store.Count(Key, "v1", "d"));
    }

    [Fact]
    public void An_empty_list_is_refused_and_not_taken_for_none()
    {
        Assert.Empty(store.Latest().Champions);
        folder.Write("champions/latest.json", "");

        var promotion = Refused(() => store.Promote(GenuineRun.Bundle("v1"), signer: null));

        Assert.Contains("latest.json is empty", Refused(() => store.Latest()), StringComparison.Ordinal);
        Assert.Contains("latest.json is empty", promotion, StringComparison.Ordinal);
    }

    [Fact]
    public void A_restored_bundle_is_the_champion_and_refused_when_it_is_opened_where_it_is_not_whole()
    {
        var bundle = store.Promote("v1");
        var copy = new ChampionStore(folder["copy"], BundleTrust.Anyone);
        var pointer = store.Latest().Find(Key)!;
        var damaged = new Dictionary<string, byte[]>(bundle.Files) { ["scaler.json"] = [1] };

        copy.Restore(pointer, damaged);

        Assert.Equal([pointer], copy.Latest().Champions.Select(one => one with { Promoted = pointer.Promoted }));
        Assert.Contains("scaler.json", Refused(() => copy.Open(Key)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_killed_writers_left_is_ignored_and_removed_by_the_next_one()
    {
        store.Promote("v1");
        folder.Write("champions/SIM001USDT/1h/h4/.v2.77-1.tmp/meta.json", "half");
        folder.Write("champions/.latest.json.77-2.tmp", "half");
        Assert.Equal(["v1"], store.Versions(Key));

        store.Promote("v2");

        Assert.DoesNotContain(folder.Entries(), name => name.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void A_pointer_to_another_manifest_is_refused()
    {
        store.Promote("v1");
        var path = folder["champions/latest.json"];
        var text = File.ReadAllText(path);
        File.WriteAllText(path, text.Replace(store.Open(Key).ManifestSha256, new string('0', 64), StringComparison.Ordinal));

        Assert.Contains("its SHA-256 must be the one in", Refused(() => store.Open(Key)), StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace("\"format\": 1", "\"format\": 2", StringComparison.Ordinal));
        Assert.Contains("the format must be 1, and is 2", Refused(() => store.Latest()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../v1")]
    [InlineData(".v1")]
    [InlineData("")]
    [InlineData("v 1")]
    public void A_version_that_is_no_name_is_refused(string version) =>
        Assert.Contains("The version is", Refused(() => store.Add(GenuineRun.Bundle(version), signer: null)), StringComparison.Ordinal);

    [Fact]
    public async Task Publishing_to_a_folder_brings_the_champion_and_keeps_so_many_versions()
    {
        var target = new ChampionStore(folder["published"], BundleTrust.Anyone);
        var publisher = new FolderPublisher(target, keep: 2);
        foreach (var version in new[] { "v1", "v2", "v3", "v4" })
        {
            var bundle = store.Promote(version);
            var dry = await publisher.PublishAsync([bundle], dryRun: true, CancellationToken.None);
            Assert.All(dry, file => Assert.True(file.IsSent));
            Assert.DoesNotContain(version, target.Versions(Key));
            var sent = await publisher.PublishAsync([bundle], dryRun: false, CancellationToken.None);
            Assert.Equal(dry, sent);
        }

        Assert.Equal(["v3", "v4"], target.Versions(Key));
        Assert.Equal("v4", target.Open(Key).Manifest.Version);
        var again = await publisher.PublishAsync([store.Open(Key)], dryRun: false, CancellationToken.None);
        Assert.All(again, file => Assert.False(file.IsSent));
    }

    private static string Refused(Action act) => Assert.ThrowsAny<InputRefusedException>(act).Message;
}
