using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Huracan.Tests.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Huracan.Tests.Dropbox;

/// <summary>
/// A Dropbox on loopback: the calls of namespace <c>files</c> that publishing needs, in the shapes of files.stone of
/// github.com/dropbox/dropbox-api-spec.
/// </summary>
internal sealed class LocalDropbox : IAsyncDisposable
{
    public const string Token = "sl.secret-token";
    private const int PageSize = 5;

    private readonly WebApplication host;
    private readonly Lock gate = new();
    private readonly Dictionary<string, StoredFile> files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MemoryStream> sessions = new(StringComparer.Ordinal);
    private int counter;

    private LocalDropbox(WebApplication host, Uri address)
    {
        (this.host, Address) = (host, address);
        host.MapPost("/2/files/{**route}", AnswerAsync);
    }

    public Uri Address { get; }

    /// <summary>Decides how a request is answered: by its route and how often that was asked before.</summary>
    public Func<string, int, DropboxFault> Faults { get; set; } = (_, _) => DropboxFault.None;

    /// <summary>How long each answer takes.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Every request: route and path.</summary>
    public ConcurrentQueue<(string Route, string Path)> Log { get; } = new();

    /// <summary>Called before a request is done.</summary>
    public Action<string> Before { get; set; } = _ => { };

    /// <summary>Paths of what was written, in order.</summary>
    public string[] Written => [.. Log.Where(x => x.Route is "upload" or "upload_session/finish").Select(x => x.Path)];

    public static async Task<LocalDropbox> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var host = builder.Build();
        var address = new Uri($"http://127.0.0.1:{Ports.Free()}/");
        host.Urls.Add(address.ToString());
        var dropbox = new LocalDropbox(host, address);
        await host.StartAsync();
        return dropbox;
    }

    /// <summary>Puts a file there, past the interface.</summary>
    public void Put(string path, byte[] content)
    {
        lock (gate)
            Store(path, content);
    }

    /// <summary>Removes every file.</summary>
    public void Clear()
    {
        lock (gate)
            files.Clear();
    }

    /// <summary>What is there now, as files of a folder.</summary>
    public void SaveTo(string folder)
    {
        lock (gate)
        {
            foreach (var file in files.Values)
            {
                var path = Path.Combine(folder, file.Path.TrimStart('/'));
                Directory.CreateDirectory(Path.GetDirectoryName(path)!); // a file in the folder has one
                File.WriteAllBytes(path, file.Content);
            }
        }
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, string route)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var header = context.Request.Headers["Dropbox-API-Arg"].ToString();
        var argument = JsonNode.Parse(header.Length > 0 ? header : System.Text.Encoding.UTF8.GetString(body.ToArray()))!.AsObject();
        var path = (string?)(argument["path"] ?? argument["commit"]?["path"]) ?? "";
        var fault = Faults(route, Log.Count(request => request.Route == route));
        Log.Enqueue((route, path));
        Before(path);
        await Task.Delay(Delay);
        if (context.Request.Headers.Authorization != $"Bearer {Token}")
            fault = DropboxFault.ExpiredToken;
        var content = body.ToArray();
        if (fault is DropboxFault.Corrupted)
            content[0] ^= 1;
        if (await RefusedAsync(context, fault))
            return;
        JsonNode? answer;
        byte[]? file = null;
        lock (gate)
            answer = Do(route, argument, content, ref file);
        if (fault is DropboxFault.CutOff)
            context.Abort();
        else
            await WriteAsync(context, answer, file);
    }

    private static async Task<bool> RefusedAsync(HttpContext context, DropboxFault fault)
    {
        var (status, text) = fault switch
        {
            DropboxFault.TooOften or DropboxFault.TooOftenForADay => (429,
                """{"error_summary": "too_many_requests/..", "error": {"reason": {".tag": "too_many_requests"}, "retry_after": 1}}"""),
            DropboxFault.Unavailable => (500, "internal error"),
            DropboxFault.ExpiredToken => (401,
                """{"error_summary": "expired_access_token/..", "error": {".tag": "expired_access_token"}}"""),
            DropboxFault.TooManyWrites => (409, """{"error_summary": "path/too_many_write_operations/..", "error": {".tag": "path"}}"""),
            DropboxFault.Full => (409, """{"error_summary": "path/insufficient_space/..", "error": {".tag": "path"}}"""),
            _ => (0, ""),
        };
        if (status == 0)
            return false;
        context.Response.StatusCode = status;
        if (status == 429)
            context.Response.Headers.RetryAfter = fault is DropboxFault.TooOftenForADay ? "86400" : "1";
        await context.Response.WriteAsync(text);
        return true;
    }

    private static async Task WriteAsync(HttpContext context, JsonNode? answer, byte[]? file)
    {
        var text = answer?.ToJsonString() ?? "null";
        context.Response.StatusCode = answer is JsonObject refusal && refusal.ContainsKey("error_summary") ? 409 : 200;
        if (file is null)
        {
            await context.Response.WriteAsync(text);
            return;
        }
        context.Response.Headers["Dropbox-API-Result"] = text;
        await context.Response.Body.WriteAsync(file);
    }

    private JsonNode? Do(string route, JsonObject argument, byte[] content, ref byte[]? file)
    {
        switch (route)
        {
            case "upload":
                return Commit(argument, content);
            case "upload_session/start":
                var id = Next("session");
                sessions[id] = new MemoryStream();
                sessions[id].Write(content);
                return new JsonObject { ["session_id"] = id };
            case "upload_session/append_v2":
                return Append(argument["cursor"]!.AsObject(), content, wrap: false);
            case "upload_session/finish":
                if (Append(argument["cursor"]!.AsObject(), content, wrap: true) is { } refusal)
                    return refusal;
                sessions.Remove((string)argument["cursor"]!["session_id"]!, out var session);
                return Commit(argument["commit"]!.AsObject(), session!.ToArray());
            case "get_metadata":
                return Find(argument) is { } found ? Json(found) : NotFound();
            case "download":
                if (Find(argument) is not { } wanted)
                    return NotFound();
                file = wanted.Content;
                return Json(wanted);
            case "list_folder":
                return Page((string)argument["path"]!, 0);
            case "list_folder/continue":
                var parts = ((string)argument["cursor"]!).Split('|');
                return Page(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture));
            default:
                throw new InvalidOperationException($"No call '{route}'.");
        }
    }

    private JsonNode Commit(JsonObject commit, byte[] content)
    {
        var there = Find(commit);
        var isFree = commit["mode"] switch
        {
            JsonValue mode when (string?)mode == "overwrite" => true,
            JsonObject update => there is not null && there.Rev == (string?)update["update"],
            _ => there is null,
        };
        // Without strict_conflict the same content is no conflict.
        return isFree || there!.Content.AsSpan().SequenceEqual(content)
            ? Json(Store((string)commit["path"]!, content))
            : Refusal("path/conflict/file/..", new JsonObject { [".tag"] = "path" });
    }

    private JsonObject? Append(JsonObject cursor, byte[] content, bool wrap)
    {
        if (!sessions.TryGetValue((string)cursor["session_id"]!, out var session))
            return wrap ? Refusal("lookup_failed/not_found/..", new JsonObject()) : Refusal("not_found/..", new JsonObject());
        if (session.Length != (long)cursor["offset"]!)
        {
            var error = new JsonObject { [".tag"] = "incorrect_offset", ["correct_offset"] = session.Length };
            return wrap
                ? Refusal("lookup_failed/incorrect_offset/..", new JsonObject { [".tag"] = "lookup_failed", ["lookup_failed"] = error })
                : Refusal("incorrect_offset/..", error);
        }
        session.Write(content);
        return null;
    }

    private JsonNode Page(string folder, int from)
    {
        var below = files.Where(file => file.Key.StartsWith(folder.ToLowerInvariant() + "/", StringComparison.Ordinal))
            .OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => file.Value).ToArray();
        if (below.Length == 0)
            return NotFound();
        var entries = new JsonArray([.. below.Skip(from).Take(PageSize).Select(Json)]);
        if (from == 0)
            entries.Add(new JsonObject { [".tag"] = "folder", ["name"] = "reports", ["path_lower"] = $"{folder}/reports" });
        return new JsonObject
        {
            ["entries"] = entries,
            ["cursor"] = $"{folder}|{from + PageSize}",
            ["has_more"] = from + PageSize < below.Length,
        };
    }

    private StoredFile? Find(JsonObject argument) => files.GetValueOrDefault(((string)argument["path"]!).ToLowerInvariant());

    private StoredFile Store(string path, byte[] content) => files[path.ToLowerInvariant()] = new StoredFile(path, Next("rev"), content);

    private string Next(string kind) => $"{kind}{++counter}";

    private static JsonNode Json(StoredFile file) => JsonSerializer.SerializeToNode(file.Metadata())!;

    private static JsonObject NotFound() => Refusal("path/not_found/..", new JsonObject { [".tag"] = "path" });

    private static JsonObject Refusal(string summary, JsonObject error) => new() { ["error_summary"] = summary, ["error"] = error };
}
