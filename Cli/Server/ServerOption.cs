using System.CommandLine;
using Huracan.Contracts;
using Huracan.Contracts.Client;

namespace Huracan.Cli.Server;

/// <summary>The option for the address of a cluster's API, and the key to it.</summary>
internal sealed class ServerOption
{
    private const string KeyVariable = "HURACAN_API_KEY";
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(30);

    public Option<string?> Server { get; } = new("--server")
    {
        Description = "API of a cluster, such as http://127.0.0.1:5080.",
        HelpName = "URL",
    };

    /// <summary>Connects to the given server, or to the one that <c>./huracan up</c> starts.</summary>
    /// <exception cref="InputRefusedException">The address is malformed, or there is no key.</exception>
    public HuracanClient Connect(ParseResult parse)
    {
        var (server, key) = (Address(parse), Key());
        var handler = new ApiKeyHandler(() => key) { InnerHandler = new SocketsHttpHandler() };
        return new HuracanClient(new HttpClient(handler) { BaseAddress = server, Timeout = RequestTimeout }, TimeProvider.System);
    }

    /// <summary>The address of the given server, or of the one that <c>./huracan up</c> starts; it ends with a slash.</summary>
    /// <exception cref="InputRefusedException">It is malformed.</exception>
    public Uri Address(ParseResult parse)
    {
        var text = parse.GetValue(Server) ?? "http://127.0.0.1:5080";
        return Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var server) && server.Scheme is "http" or "https"
            ? server
            : throw new InputRefusedException($"--server is '{text}'; it must be an address such as http://127.0.0.1:5080.");
    }

    /// <summary>Refuses options of work on this machine.</summary>
    /// <exception cref="InputRefusedException">Some are given; all are named.</exception>
    public static void RefuseLocal(ParseResult parse, IEnumerable<Option> local)
    {
        var given = local.Where(option => parse.GetResult(option) is { Implicit: false }).Select(option => option.Name).ToArray();
        if (given.Length > 0)
            throw new InputRefusedException($"With --server the cluster does the work; leave out {string.Join(", ", given)}.");
    }

    private static string Key()
    {
        if (Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } given)
            return given;
        var path = Path.Combine(Environment.CurrentDirectory, ".state", "api", ApiKeyEntry.FileName);
        if (!File.Exists(path))
            throw new InputRefusedException(
                $"There is no key: set {KeyVariable}, or run where {path} is, which the API writes at its first start.");
        return ApiKeyEntry.Read(path).FirstOrDefault(entry => entry.Role == ApiRole.Operator)?.Key
            ?? throw new InputRefusedException($"{path} has no key of role OPERATOR.");
    }
}
