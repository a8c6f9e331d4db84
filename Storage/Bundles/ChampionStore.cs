using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Json;
using Huracan.Storage.Files;

namespace Huracan.Storage.Bundles;

/// <summary>
/// A folder of champions: bundles by unit, horizon and version, and <c>latest.json</c>, which names the version of each that is to be used.
/// It is replaced as a whole, after the bundles it names are whole on disk: whenever a writer dies, a reader finds the champions before or
/// the ones after. Two writers at once are refused, by a <see cref="TransientRefusalException"/>.
/// </summary>
/// <param name="root">The folder; the first write makes it.</param>
/// <param name="trust">Whose bundles are accepted.</param>
public sealed class ChampionStore(string root, BundleTrust trust)
{
    private const string LockFile = ".lock";
    private const int Attempts = 3;

    /// <summary>The folder, absolute.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>Whose bundles are accepted.</summary>
    public BundleTrust Trust { get; } = trust;

    private string LatestPath => Path.Combine(Root, BundleNames.Latest);

    private string ContendersPath => Path.Combine(Root, BundleNames.Contenders);

    /// <summary>The champions; none where nothing was promoted yet.</summary>
    /// <exception cref="InputRefusedException"><c>latest.json</c> is damaged.</exception>
    public LatestChampions Latest() => Latest(LatestContent());

    /// <summary>The bytes of <c>latest.json</c>, by which a reader sees whether anything has changed; none where nothing was promoted
    /// yet.</summary>
    /// <exception cref="TransientRefusalException">It cannot be read.</exception>
    public byte[] LatestContent()
    {
        try
        {
            if (!File.Exists(LatestPath))
                return [];
            return File.ReadAllBytes(LatestPath) is { Length: > 0 } content
                ? content
                : throw new InputRefusedException(
                    $"{LatestPath} is empty; it must name the champions, or be missing where there are none.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TransientRefusalException($"{LatestPath} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>The champions of what <see cref="LatestContent"/> gave.</summary>
    /// <exception cref="InputRefusedException"><c>latest.json</c> is damaged.</exception>
    public LatestChampions Latest(byte[] content) => content.Length == 0 ? PointerMoves.None : PointerMoves.Read(content, LatestPath);

    /// <summary>The challengers that the champions have met.</summary>
    /// <exception cref="InputRefusedException"><c>contenders.json</c> is damaged, of another format or cannot be read.</exception>
    public ContenderList Contenders()
    {
        if (!File.Exists(ContendersPath))
            return ContenderList.None;
        var list = JsonFile.Read<ContenderList>(ContendersPath);
        return list.Format == ContenderList.CurrentFormat
            ? list
            : throw new InputRefusedException(
                $"{ContendersPath}: the format must be {ContenderList.CurrentFormat}, and is {list.Format}.");
    }

    /// <summary>Writes the challengers that a champion has met.</summary>
    /// <exception cref="InputRefusedException">Another process writes; the list is damaged.</exception>
    public void Write(Contenders contenders)
    {
        using var held = Lock();
        AtomicFile.Write(ContendersPath, HuracanJson.Serialize(Contenders().With(contenders)));
    }

    /// <summary>Counts a challenger that contends with a champion, once however often it is looked at.</summary>
    /// <param name="key">The unit and horizon.</param>
    /// <param name="champion">Version of the champion; null for cash.</param>
    /// <param name="challenger">Version of the challenger.</param>
    /// <returns>How many came before it.</returns>
    /// <exception cref="InputRefusedException">Another process writes; the list is damaged.</exception>
    public int Count(ChampionKey key, string? champion, string challenger)
    {
        using var held = Lock();
        var list = Contenders();
        var met = list.Of(key, champion).With(challenger);
        AtomicFile.Write(ContendersPath, HuracanJson.Serialize(list.With(met)));
        return met.Before(challenger);
    }

    /// <summary>Versions of a champion that lie in the folder, promoted or not, the oldest first.</summary>
    public IReadOnlyList<string> Versions(ChampionKey key) => Path.Combine(Root, BundlePlace.FolderOf(key)) is var folder
        && Directory.Exists(folder)
            ? [.. Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)).Where(BundlePlace.IsVersion)
                .Order(StringComparer.Ordinal)]
            : [];

    /// <summary>Opens the champion of a unit at a horizon.</summary>
    /// <exception cref="InputRefusedException">There is none, or its bundle is not whole; see <see cref="Bundle.Open"/>.</exception>
    public Bundle Open(ChampionKey key)
    {
        for (var attempt = 1; ; attempt++)
        {
            var pointer = Latest().Find(key) ?? throw new InputRefusedException($"{Root} has no champion of {key}.");
            try
            {
                return Open(pointer);
            }
            catch (InputRefusedException) when (attempt < Attempts && Latest().Find(key)?.Version != pointer.Version)
            {
                // Two promotions since the pointer was read can have removed the version: the new pointer is read.
            }
        }
    }

    /// <summary>Opens the version that a pointer means.</summary>
    /// <exception cref="InputRefusedException">It is not there, not whole or another one; see <see cref="Bundle.Open"/>.</exception>
    public Bundle Open(ChampionPointer pointer)
    {
        var bundle = Open(pointer.Key, pointer.Version);
        return bundle.ManifestSha256 == pointer.ManifestSha256
            ? bundle
            : throw new InputRefusedException(
                $"{Path.Combine(bundle.Folder, BundleNames.Manifest)}: its SHA-256 must be the one in {LatestPath}.");
    }

    /// <summary>Opens a version.</summary>
    /// <exception cref="InputRefusedException">It is not there or not whole; see <see cref="Bundle.Open"/>.</exception>
    public Bundle Open(ChampionKey key, string version) => Bundle.Open(PathOf(new BundlePlace(key, version)), Trust);

    /// <summary>Writes a bundle into the folder. It becomes no champion by that.</summary>
    /// <param name="source">The bundle.</param>
    /// <param name="signer">Who signs; null for nobody.</param>
    /// <returns>The bundle as it lies there.</returns>
    /// <exception cref="InputRefusedException">Another process writes; there is another bundle of this version; it would not be
    /// accepted.</exception>
    public Bundle Add(BundleSource source, BundleSigner? signer)
    {
        using var held = Lock();
        Sweep(source.Manifest.Key);
        return Bundle.Open(BundleWriter.Write(Root, source, signer), Trust);
    }

    /// <summary>Writes a bundle that was read elsewhere into the folder. It becomes no champion by that.</summary>
    /// <param name="place">Where it is to lie.</param>
    /// <param name="files">All its files, the manifest and its signature among them.</param>
    /// <returns>The bundle as it lies there.</returns>
    /// <exception cref="InputRefusedException">Another process writes; there is another bundle of this version; it is not whole or not
    /// accepted.</exception>
    public Bundle Add(BundlePlace place, IReadOnlyDictionary<string, byte[]> files)
    {
        using var held = Lock();
        Sweep(place.Key);
        var isNew = !Directory.Exists(PathOf(place));
        var path = BundleWriter.Write(Root, place, files);
        try
        {
            return Bundle.Open(path, Trust);
        }
        catch (InputRefusedException) when (isNew)
        {
            Discard(path); // or it would be taken for a version that is there
            throw;
        }
    }

    /// <summary>Makes the champions those of another place. One whose bundle is not in the folder, or not whole, is named all the same:
    /// it is refused when it is opened, and nothing else stands in for it.</summary>
    /// <exception cref="InputRefusedException">Another process writes.</exception>
    public void Follow(LatestChampions latest)
    {
        using var held = Lock();
        Point(latest);
    }

    /// <summary>
    /// Writes a bundle into the folder and makes it the champion. What lies there of this version and is not named in
    /// <c>latest.json</c> was left by a writer killed before it had made it the champion, with the evidence of then: it is replaced.
    /// </summary>
    /// <param name="source">The bundle.</param>
    /// <param name="signer">Who signs; null for nobody.</param>
    /// <returns>The bundle as it lies there.</returns>
    /// <exception cref="InputRefusedException">Another process writes; another bundle of this version was champion; it would not be
    /// accepted.</exception>
    public Bundle Promote(BundleSource source, BundleSigner? signer)
    {
        var files = source.Seal(signer);
        using var held = Lock();
        return Promote(source, files);
    }

    /// <summary>The same, if the champion is still the one that it was judged against.</summary>
    /// <param name="before">Version of that champion; null where there was none.</param>
    /// <param name="source">The bundle.</param>
    /// <param name="signer">Who signs; null for nobody.</param>
    /// <returns>The bundle as it lies there.</returns>
    /// <exception cref="TransientRefusalException">Another process writes, or has made another one the champion.</exception>
    /// <exception cref="InputRefusedException">As of the other.</exception>
    public Bundle PromoteOver(string? before, BundleSource source, BundleSigner? signer)
    {
        var files = source.Seal(signer);
        using var held = Lock();
        var now = Latest().Find(source.Manifest.Key)?.Version;
        return now == before || now == source.Manifest.Version
            ? Promote(source, files)
            : throw new TransientRefusalException(
                $"{source.Manifest.Key}: the champion is {now ?? "cash"} by now, and {source.Manifest.Version} was judged against "
                    + $"{before ?? "cash"}.");
    }

    /// <summary>Makes a bundle that is kept elsewhere the champion of this folder as it is: <see cref="Open(ChampionKey)"/> refuses it
    /// where it is not whole or not accepted.</summary>
    /// <param name="pointer">Which one.</param>
    /// <param name="files">Its files that are left, the manifest and its signature among them.</param>
    /// <exception cref="InputRefusedException">Another process writes; there is another bundle of this version.</exception>
    public void Restore(ChampionPointer pointer, IReadOnlyDictionary<string, byte[]> files)
    {
        using var held = Lock();
        if (files.Count > 0)
            BundleWriter.Write(Root, new BundlePlace(pointer.Key, pointer.Version), files);
        Point(PointerMoves.With(Latest(), pointer));
    }

    /// <summary>Makes a bundle, of this folder or another, the champion.</summary>
    /// <returns>The bundle as it lies here.</returns>
    /// <exception cref="InputRefusedException">Another process writes; there is another bundle of this version; it is not
    /// accepted.</exception>
    public Bundle Promote(Bundle bundle)
    {
        using var held = Lock();
        Sweep(bundle.Manifest.Key);
        // What is read back is what the pointer stands for.
        var there = Bundle.Open(BundleWriter.Write(Root, bundle.Place, bundle.Files), Trust);
        Point(PointerMoves.Promote(Latest(), there));
        return there;
    }

    /// <summary>Makes an earlier champion the champion again; or a later one, after a rollback.</summary>
    /// <param name="key">Of what.</param>
    /// <param name="version">The version; null for the one before the champion.</param>
    /// <returns>The champion.</returns>
    /// <exception cref="InputRefusedException">Another process writes; there is no such version, or it is not whole.</exception>
    public Bundle Rollback(ChampionKey key, string? version = null)
    {
        using var held = Lock();
        var latest = PointerMoves.Rollback(Latest(), key, version);
        var bundle = Open(latest.Find(key)!); // the move made it
        Point(latest);
        return bundle;
    }

    /// <summary>Takes a unit and horizon out of <c>latest.json</c> and deletes all its versions, also those that were never named there.
    /// Nothing where there are none.</summary>
    /// <exception cref="InputRefusedException">Another process writes.</exception>
    public void Remove(ChampionKey key)
    {
        using var held = Lock();
        Sweep(key);
        // The pointer first: it never names what is gone. Versions that a kill leaves are deleted by the next call.
        var latest = Latest();
        if (latest.Find(key) is not null)
            Point(PointerMoves.Remove(latest, key));
        foreach (var version in Versions(key))
            Discard(PathOf(new BundlePlace(key, version)));
    }

    /// <summary>Removes the oldest versions of a champion, but neither the champion nor the one before it.</summary>
    /// <param name="key">Of what.</param>
    /// <param name="keep">How many of the newest stay, 1 or more.</param>
    /// <returns>The versions removed.</returns>
    /// <exception cref="InputRefusedException">Another process writes.</exception>
    public IReadOnlyList<string> Prune(ChampionKey key, int keep)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keep, 1);
        using var held = Lock();
        Sweep(key);
        var pointer = Latest().Find(key);
        string[] removed =
        [
            .. Versions(key).SkipLast(keep).Where(version => version != pointer?.Version && version != pointer?.Before?.Version),
        ];
        foreach (var version in removed)
            Discard(PathOf(new BundlePlace(key, version)));
        return removed;
    }

    /// <summary>Deletes a version, which <c>latest.json</c> may go on naming.</summary>
    /// <exception cref="InputRefusedException">Another process writes.</exception>
    public void Discard(BundlePlace place)
    {
        using var held = Lock();
        if (Directory.Exists(PathOf(place)))
            Discard(PathOf(place));
    }

    // The caller holds the lock.
    private Bundle Promote(BundleSource source, IReadOnlyList<KeyValuePair<string, byte[]>> files)
    {
        var (key, version) = (source.Manifest.Key, source.Manifest.Version);
        Sweep(key);
        var latest = Latest();
        var path = PathOf(source.Place);
        if (Directory.Exists(path) && latest.Find(key)?.WasPromoted(version) != true)
            Discard(path);
        var there = Bundle.Open(BundleWriter.Write(Root, source.Place, files), Trust);
        Point(PointerMoves.Promote(latest, there));
        return there;
    }

    private string PathOf(BundlePlace place) => Path.Combine(Root, place.Folder);

    // Under a temporary name first: no reader sees a part of it.
    private static void Discard(string path)
    {
        var temporary = AtomicFile.TemporaryFor(path);
        Directory.Move(path, temporary);
        Directory.Delete(temporary, recursive: true);
    }

    private void Point(LatestChampions latest) => AtomicFile.Write(LatestPath, HuracanJson.Serialize(latest));

    // The holder of the lock is the only writer: what has a temporary name here was left by a killed one.
    private void Sweep(ChampionKey key)
    {
        foreach (var folder in new[] { Root, Path.Combine(Root, BundlePlace.FolderOf(key)) }.Where(Directory.Exists))
        {
            foreach (var path in Directory.GetFileSystemEntries(folder).Where(path => AtomicFile.IsTemporary(Path.GetFileName(path))))
            {
                if (Directory.Exists(path))
                    Directory.Delete(path, recursive: true);
                else
                    File.Delete(path);
            }
        }
    }

    // The file stays when the lock is released: were it removed, two processes could hold the lock of two files of that name.
    private FileStream Lock()
    {
        Directory.CreateDirectory(Root);
        try
        {
            return new FileStream(Path.Combine(Root, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException taken)
        {
            throw new TransientRefusalException($"{Root} is being written by another process.", taken);
        }
    }
}
