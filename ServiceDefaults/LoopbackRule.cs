using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Huracan.ServiceDefaults;

/// <summary>
/// An address other machines can reach needs a second, explicit setting: a copied ASPNETCORE_URLS opens nothing by accident.
/// </summary>
internal sealed class LoopbackRule(IConfiguration configuration) : IValidateOptions<ListeningOptions>
{
    private const string Rule = "other machines could reach this host; choose 127.0.0.1, or set Listening__AllowRemote=true";

    public ValidateOptionsResult Validate(string? name, ListeningOptions options)
    {
        var remote = options.AllowRemote ? [] : RemoteAddresses().Select(found => $"{found.Key}='{found.Value}': {Rule}").ToList();
        return remote.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(remote);
    }

    private IEnumerable<(string Key, string Value)> RemoteAddresses()
    {
        foreach (var url in (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Where(IsRemote))
            yield return ("urls", url);
        foreach (var endpoint in configuration.GetSection("Kestrel:Endpoints").GetChildren())
        {
            if (endpoint["Url"] is { } url && IsRemote(url))
                yield return ($"{endpoint.Path}:Url", url);
        }
        // A bare port listens everywhere, unless addresses are given, which win over it.
        foreach (var key in configuration["urls"] is { Length: > 0 } ? [] : new[] { "http_ports", "https_ports" })
        {
            if (configuration[key] is { Length: > 0 } ports)
                yield return (key, ports);
        }
    }

    private static bool IsRemote(string url)
    {
        var rest = url.Contains("://", StringComparison.Ordinal) ? url[(url.IndexOf("://", StringComparison.Ordinal) + 3)..] : url;
        if (rest.StartsWith("unix:", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("pipe:", StringComparison.OrdinalIgnoreCase))
            return false;
        var authority = rest.Split('/')[0];
        var host = authority.StartsWith('[') ? authority[1..].Split(']')[0] : authority.Split(':')[0];
        return !host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            && !(IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
    }
}
