using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Publishing.Dropbox;
using Huracan.Storage.Bundles;
using Huracan.Tests.Champions;
using Huracan.Tests.Dropbox;

namespace Huracan.Tests.Publishing.Dropbox;

public sealed class DropboxPublisherTests : IAsyncLifetime, IDisposable
{
    private const int Megabyte = 1 << 20;
    private static readonly ChampionKey Key = new(GenuineRun.Unit, 4);

    private readonly TemporaryFolder folder = new();
    private readonly HttpClient client = DropboxPublisher.NewClient();
    private LocalDropbox dropbox = null!; // made before each test

    public async Task InitializeAsync() => dropbox = await LocalDropbox.StartAsync();

    public async Task DisposeAsync() => await dropbox.DisposeAsync();

    public void Dispose()
    {
        client.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Every_file_comes_first_and_the_pointer_last()
    {
        var bundle = Bundle("v1");

        var files = await PublishAsync(bundle);

        Assert.All(files, file => Assert.True(file.IsSent));
        Assert.Equal(files.Select(file => file.Path), dropbox.Written);
        Assert.Equal("/champions/latest.json", dropbox.Written[^1]);
        Assert.Equal(bundle.ManifestSha256, Published().ManifestSha256);
    }

    [Fact]
    public async Task What_is_there_is_not_sent_again()
    {
        await PublishAsync(Bundle("v1"));
        var sent = dropbox.Written.Length;
        var again = await PublishAsync(Bundle("v1"));
        Assert.All(again, file => Assert.False(file.IsSent));
        Assert.Equal(sent, dropbox.Written.Length);

        dropbox.Put("/champions/SIM001USDT/1h/h4/v2/scaler.json", GenuineRun.Bundle().Files["scaler.json"]);
        dropbox.Put("/champions/SIM001USDT/1h/h4/v2/meta.json", "cut short"u8.ToArray());
        var next = await PublishAsync(Bundle("v2"));
        Assert.Equal(["/champions/SIM001USDT/1h/h4/v2/scaler.json"], next.Where(file => !file.IsSent).Select(file => file.Path));
        Assert.Equal("v2", Published().Manifest.Version);
        Assert.Equal("v1", Store().Rollback(Key).Manifest.Version); // the history came too
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_sent_and_sends_nothing()
    {
        var files = await PublishAsync(Bundle("v1"), dryRun: true);

        Assert.All(files, file => Assert.True(file.IsSent));
        Assert.Empty(dropbox.Written);
        Assert.Equal(files, await PublishAsync(Bundle("v1")));
        Assert.All(await PublishAsync(Bundle("v1"), dryRun: true), file => Assert.False(file.IsSent));
    }

    [Theory]
    [InlineData(DropboxFault.Unavailable)]
    [InlineData(DropboxFault.TooManyWrites)]
    [InlineData(DropboxFault.CutOff)]
    public async Task Every_call_may_fail_once_in_passing(DropboxFault fault)
    {
        var large = Bundle("v1", largest: 3 * Megabyte + 5);
        var failed = 0;
        dropbox.Faults = (route, count) =>
        {
            if (count % 2 == 1 || (fault == DropboxFault.TooManyWrites && !route.StartsWith("upload", StringComparison.Ordinal)))
                return DropboxFault.None;
            failed++;
            return fault;
        };

        await PublishAsync(large);

        Assert.True(failed > 10, $"{failed} requests failed.");
        Assert.Equal(large.ManifestSha256, Published().ManifestSha256);
        Assert.Contains(dropbox.Log, request => request.Route == "upload_session/append_v2");
    }

    [Fact]
    public async Task A_pause_that_is_asked_for_is_kept()
    {
        dropbox.Faults = (route, count) => route == "upload" && count == 0 ? DropboxFault.TooOften : DropboxFault.None;
        var begun = TimeProvider.System.GetTimestamp();

        await PublishAsync(Bundle("v1"));

        Assert.InRange(TimeProvider.System.GetElapsedTime(begun).TotalSeconds, 0.99, 60);
        Assert.Equal("v1", Published().Manifest.Version);
    }

    [Theory]
    [InlineData(DropboxFault.TooOftenForADay, "Dropbox asks to wait for 1440 minutes before files/upload")]
    [InlineData(DropboxFault.Unavailable, "Dropbox was asked for files/upload 4 times in vain: status 500: internal error")]
    [InlineData(DropboxFault.Corrupted, "Dropbox has other content of /champions/SIM001USDT/1h/h4/v2/calibration.json than was sent")]
    [InlineData(DropboxFault.Full, "Dropbox refuses files/upload: path/insufficient_space")]
    public async Task What_does_not_pass_ends_the_work_and_leaves_the_pointer(DropboxFault fault, string words)
    {
        await PublishAsync(Bundle("v1"));
        dropbox.Faults = (route, _) => route == "upload" ? fault : DropboxFault.None;

        var failure = await Assert.ThrowsAnyAsync<DropboxException>(() => PublishAsync(Bundle("v2")));

        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.Equal("v1", Published().Manifest.Version);
    }

    [Fact]
    public async Task A_file_that_is_another_one_when_all_are_looked_at_keeps_the_pointer_back()
    {
        dropbox.Before = path =>
        {
            if (path.EndsWith("signature.json", StringComparison.Ordinal))
                dropbox.Put("/champions/SIM001USDT/1h/h4/v1/scaler.json", "meddled with"u8.ToArray());
        };

        var failure = await Assert.ThrowsAsync<DropboxException>(() => PublishAsync(Bundle("v1")));

        Assert.Contains("scaler.json", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("/champions/latest.json", dropbox.Written);
    }

    [Fact]
    public async Task An_expired_token_is_refused_without_being_repeated()
    {
        dropbox.Faults = (_, _) => DropboxFault.ExpiredToken;

        var refusal = await Assert.ThrowsAsync<InputRefusedException>(() => PublishAsync(Bundle("v1")));

        Assert.StartsWith(
            "Dropbox does not accept DROPBOX_ACCESS_TOKEN (expired_access_token/..)", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(LocalDropbox.Token, refusal.ToString(), StringComparison.Ordinal);
        Assert.Single(dropbox.Log);
    }

    [Fact]
    public async Task Two_publishers_do_not_overwrite_each_others_pointer()
    {
        await PublishAsync(Bundle("v1"));
        dropbox.Before = path =>
        {
            if (path.EndsWith("v2/signature.json", StringComparison.Ordinal))
                dropbox.Put("/champions/latest.json", "{\"format\": 1, \"champions\": []}"u8.ToArray());
        };

        var refusal = await Assert.ThrowsAsync<InputRefusedException>(() => PublishAsync(Bundle("v2")));

        Assert.Contains("changed by another publisher", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_published_version_is_never_changed_and_has_no_file_beside()
    {
        await PublishAsync(Bundle("v1"));
        var sent = dropbox.Written.Length;
        var other = await Assert.ThrowsAsync<InputRefusedException>(() => PublishAsync(Bundle("v1", largest: 10)));
        Assert.Contains("is the champion with another manifest", other.Message, StringComparison.Ordinal);
        dropbox.Put("/champions/SIM001USDT/1h/h4/v2/more.json", [1]);
        var beside = await Assert.ThrowsAsync<InputRefusedException>(() => PublishAsync(Bundle("v2")));
        Assert.Contains("/champions/sim001usdt/1h/h4/v2/more.json", beside.Message, StringComparison.Ordinal);

        Assert.Equal(sent, dropbox.Written.Length);
    }

    [Fact]
    public async Task Coins_with_letters_of_other_scripts_are_published_too()
    {
        var source = GenuineRun.Bundle("v1");
        var bundle = Write(source with { Manifest = source.Manifest with { Coin = "币安USDT" } });

        await PublishAsync(bundle);

        dropbox.SaveTo(folder["there"]);
        var key = new ChampionKey(new UnitId("币安USDT", Timeframe.H1), 4);
        Assert.Equal("v1", new ChampionStore(folder["there/champions"], BundleTrust.Anyone).Open(key).Manifest.Version);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("two\nlines")]
    public void Without_a_token_nothing_is_begun(string? token)
    {
        var refusal = Assert.Throws<InputRefusedException>(
            () => DropboxPublisher.FromEnvironment(client, new DropboxOptions(), _ => token, TimeProvider.System));
        Assert.Equal("DROPBOX_ACCESS_TOKEN must be an OAuth token of the Dropbox to publish to.", refusal.Message);
    }

    private Task<IReadOnlyList<PublishedFile>> PublishAsync(Bundle bundle, bool dryRun = false)
    {
        var options = new DropboxOptions
        {
            Api = $"{dropbox.Address}2/",
            Content = $"{dropbox.Address}2/",
            ChunkMegabytes = 1,
            Retries = 3,
            RetrySeconds = 0.001,
        };
        return DropboxPublisher.FromEnvironment(client, options, _ => LocalDropbox.Token, TimeProvider.System)
            .PublishAsync([bundle], dryRun, CancellationToken.None);
    }

    private Bundle Bundle(string version, int largest = 0)
    {
        var source = GenuineRun.Bundle(version);
        var files = new Dictionary<string, byte[]>(source.Files);
        if (largest > 0)
            files["reports/large.bin"] = [.. Enumerable.Range(0, largest).Select(i => (byte)(i % 251))];
        return Write(source with { Files = files });
    }

    private Bundle Write(BundleSource source)
    {
        var store = folder[$"own-{Guid.NewGuid()}"];
        return Huracan.Storage.Bundles.Bundle.Open(BundleWriter.Write(store, source, signer: null), BundleTrust.Anyone);
    }

    private ChampionStore Store()
    {
        dropbox.SaveTo(folder["there"]);
        return new ChampionStore(folder["there/champions"], BundleTrust.Anyone);
    }

    private Bundle Published() => Store().Open(Key);
}
