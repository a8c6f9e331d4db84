using System.Text.Json;

namespace Huracan.Publishing.Dropbox;

/// <summary>
/// The calls that publishing needs, in the shapes of https://www.dropbox.com/developers/documentation/http/documentation (namespace
/// <c>files</c>; the same as <c>files.stone</c> of github.com/dropbox/dropbox-api-spec).
/// </summary>
internal sealed class DropboxClient(DropboxHttp http, DropboxOptions options)
{
    private const int LargestRequest = 150 << 20;

    private int Chunk => Math.Min(options.ChunkMegabytes << 20, LargestRequest);

    /// <summary>A file; null where there is none. <c>files/get_metadata</c>.</summary>
    public async Task<DropboxFile?> FindAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await http.CallAsync("files/get_metadata", new { path }, Entry, cancellationToken);
        }
        catch (DropboxRefusalException refusal) when (refusal.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>Every file below a folder, by its path in lower case; none where there is no folder. <c>files/list_folder</c>.</summary>
    public async Task<Dictionary<string, DropboxFile>> ListAsync(string path, CancellationToken cancellationToken)
    {
        var files = new Dictionary<string, DropboxFile>(StringComparer.Ordinal);
        try
        {
            var page = await http.CallAsync("files/list_folder", new { path, recursive = true }, Page, cancellationToken);
            while (true)
            {
                foreach (var file in page.Files)
                    files[file.Path] = file;
                if (!page.HasMore)
                    return files;
                page = await http.CallAsync("files/list_folder/continue", new { cursor = page.Cursor }, Page, cancellationToken);
            }
        }
        catch (DropboxRefusalException refusal) when (refusal.IsNotFound)
        {
            return files;
        }
    }

    /// <summary>The content of a file; null where there is none. <c>files/download</c>.</summary>
    public async Task<(byte[] Content, DropboxFile File)?> DownloadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await http.DownloadAsync("files/download", new { path }, DropboxFile.Read, cancellationToken);
        }
        catch (DropboxRefusalException refusal) when (refusal.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>Writes a file, in parts where it is large, and checks what Dropbox has of it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Its content.</param>
    /// <param name="mode">A <c>WriteMode</c>: what is to become of a file that is there.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DropboxRefusalException">Something is in its way.</exception>
    /// <exception cref="DropboxException">Dropbox has other content than was sent.</exception>
    public async Task UploadAsync(string path, byte[] content, object mode, CancellationToken cancellationToken)
    {
        var commit = new { path, mode, autorename = false, mute = true };
        var file = content.Length <= Chunk
            ? await http.UploadAsync("files/upload", commit, content, DropboxFile.Read, cancellationToken)
            : await UploadInPartsAsync(path, commit, content, cancellationToken);
        if (file.Size != content.Length || file.ContentHash != DropboxContentHash.Of(content))
            throw new DropboxException($"Dropbox has other content of {path} than was sent: its content hash is {file.ContentHash}.");
    }

    // upload_session/start, append_v2 and finish. A part whose answer was lost is there: Dropbox then names the place to go on from.
    private async Task<DropboxFile> UploadInPartsAsync(string path, object commit, byte[] content, CancellationToken cancellationToken)
    {
        var session = await http.UploadAsync(
            "files/upload_session/start", new { close = false }, content.AsMemory(0, Chunk),
            answer => answer.GetProperty("session_id").GetString() ?? throw new FormatException("'session_id' is null"), cancellationToken);
        var (offset, corrections) = ((long)Chunk, 0);
        while (true)
        {
            var cursor = new { session_id = session, offset };
            var part = content.AsMemory((int)offset, (int)Math.Min(Chunk, content.Length - offset));
            try
            {
                if (offset + part.Length == content.Length)
                {
                    return await http.UploadAsync(
                        "files/upload_session/finish", new { cursor, commit }, part, DropboxFile.Read, cancellationToken);
                }
                await http.SendAsync("files/upload_session/append_v2", new { cursor, close = false }, part, cancellationToken);
                offset += part.Length;
            }
            catch (DropboxRefusalException refusal) when (
                refusal.CorrectOffset is { } correct && correct >= 0 && correct <= content.Length && corrections++ <= options.Retries)
            {
                offset = correct;
            }
            catch (DropboxRefusalException)
            {
                // The answer to "finish" may have been lost too: then the file is there, and the session gone.
                if (await FindAsync(path, cancellationToken) is { } there && there.ContentHash == DropboxContentHash.Of(content))
                    return there;
                throw;
            }
        }
    }

    private static DropboxFile? Entry(JsonElement metadata) =>
        metadata.GetProperty(".tag").GetString() == "file" ? DropboxFile.Read(metadata) : null;

    private static (List<DropboxFile> Files, bool HasMore, string? Cursor) Page(JsonElement answer) => (
        [.. answer.GetProperty("entries").EnumerateArray().Select(Entry).OfType<DropboxFile>()],
        answer.GetProperty("has_more").GetBoolean(), answer.GetProperty("cursor").GetString());
}
