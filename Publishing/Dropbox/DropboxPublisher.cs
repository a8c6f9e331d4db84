using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Json;
using Huracan.Storage.Bundles;

namespace Huracan.Publishing.Dropbox;

/// <summary>
/// Publishes to a folder of a Dropbox. Files are compared by their content hash: what is there already is not sent again. When every file
/// of every bundle is there and verified, <c>latest.json</c> is replaced, and only if nobody else replaced it meanwhile.
/// </summary>
/// <param name="client">Sends requests.</param>
/// <param name="options">Where to, and how patiently.</param>
/// <param name="token">OAuth token of the account.</param>
/// <param name="time">Clock of the pauses.</param>
public sealed class DropboxPublisher(HttpClient client, DropboxOptions options, string token, TimeProvider time) : IBundlePublisher
{
    /// <summary>Environment variable of the OAuth token.</summary>
    public const string TokenVariable = "DROPBOX_ACCESS_TOKEN";

    private readonly DropboxClient dropbox = new(new DropboxHttp(client, options, token, time), options);

    /// <inheritdoc/>
    public string Target => $"Dropbox {options.Folder}";

    private string LatestPath => $"{options.Folder}/{BundleNames.Latest}";

    /// <summary>The publisher with the token of the environment.</summary>
    /// <exception cref="InputRefusedException">No token is set.</exception>
    public static DropboxPublisher FromEnvironment(
        HttpClient client, DropboxOptions options, Func<string, string?> environment, TimeProvider time) =>
        environment(TokenVariable) is { Length: > 0 } token && token.All(sign => sign is > ' ' and <= '~')
            ? new DropboxPublisher(client, options, token, time)
            : throw new InputRefusedException($"{TokenVariable} must be an OAuth token of the Dropbox to publish to.");

    /// <summary>A client for it: each answer has its own limit of time.</summary>
    public static HttpClient NewClient() => new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(15) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PublishedFile>> PublishAsync(
        IReadOnlyList<Bundle> champions, bool dryRun, CancellationToken cancellationToken)
    {
        var (latest, rev) = await LatestAsync(cancellationToken);
        // Refuses a version that is published with other content, before anything is sent.
        var promoted = champions.Aggregate(latest, PointerMoves.Promote);
        var files = new List<PublishedFile>();
        foreach (var bundle in champions)
            files.AddRange(await PublishAsync(bundle, dryRun, cancellationToken));
        var content = HuracanJson.Serialize(promoted);
        var isSame = content.AsSpan().SequenceEqual(HuracanJson.Serialize(latest)) && rev is not null;
        files.Add(new PublishedFile(LatestPath, content.Length, !isSame));
        if (!dryRun && !isSame)
            await PointAsync(content, rev, cancellationToken);
        return files;
    }

    private async Task<(LatestChampions Latest, string? Rev)> LatestAsync(CancellationToken cancellationToken) =>
        await dropbox.DownloadAsync(LatestPath, cancellationToken) is { } there
            ? (PointerMoves.Read(there.Content, LatestPath), there.File.Rev)
            : (PointerMoves.None, null);

    private async Task<List<PublishedFile>> PublishAsync(Bundle bundle, bool dryRun, CancellationToken cancellationToken)
    {
        var folder = $"{options.Folder}/{bundle.Place.Folder}";
        var there = await dropbox.ListAsync(folder, cancellationToken);
        var wanted = bundle.Files.Select(file => (Path: $"{folder}/{file.Key}", Content: file.Value)).ToList();
        RefuseAdditional(folder, there.Keys, wanted.Select(file => file.Path));
        var files = new List<PublishedFile>();
        foreach (var (path, content) in wanted)
        {
            var isThere = Has(there, path, content);
            files.Add(new PublishedFile(path, content.Length, !isThere));
            if (!dryRun && !isThere)
                await dropbox.UploadAsync(path, content, "overwrite", cancellationToken);
        }
        if (dryRun || files.TrueForAll(file => !file.IsSent))
            return files;
        there = await dropbox.ListAsync(folder, cancellationToken);
        return wanted.Find(file => !Has(there, file.Path, file.Content)).Path is { } lacking
            ? throw new DropboxException($"Dropbox has other content of {lacking} than was sent, or none; {LatestPath} was not changed.")
            : files;
    }

    private async Task PointAsync(byte[] content, string? rev, CancellationToken cancellationToken)
    {
        object mode = rev is null ? "add" : new Dictionary<string, string> { [".tag"] = "update", ["update"] = rev };
        try
        {
            await dropbox.UploadAsync(LatestPath, content, mode, cancellationToken);
        }
        catch (DropboxRefusalException refusal) when (refusal.IsConflict)
        {
            throw new InputRefusedException(
                $"{LatestPath} of the Dropbox was changed by another publisher meanwhile. The bundles are there; publish again.", refusal);
        }
    }

    private static bool Has(Dictionary<string, DropboxFile> there, string path, byte[] content) =>
        there.TryGetValue(path.ToLowerInvariant(), out var file) && file.Size == content.Length
            && file.ContentHash == DropboxContentHash.Of(content);

    private static void RefuseAdditional(string folder, IEnumerable<string> there, IEnumerable<string> wanted)
    {
        if (there.Except(wanted.Select(path => path.ToLowerInvariant())).Order(StringComparer.Ordinal).FirstOrDefault() is { } additional)
            throw new InputRefusedException(
                $"{additional} of the Dropbox is no file of this bundle, and no reader would accept {folder} with it: remove it there.");
    }
}
