using Huracan.Contracts;
using Huracan.Contracts.Client;
using Microsoft.Extensions.Options;

namespace Huracan.Dashboard.Api;

/// <summary>The key to the API. The API writes its key file at its first start, which may be after the start of this host.</summary>
internal sealed class ApiKeys(IOptions<ApiOptions> options, IConfiguration configuration)
{
    private (string Path, DateTime Written, string Key)? cached;

    /// <summary>An operator's key where there is one, else a reader's.</summary>
    /// <exception cref="ApiException">There is none yet.</exception>
    public string Get()
    {
        if (options.Value.Key is { Length: > 0 } given)
            return given;
        foreach (var path in Files())
        {
            var written = File.GetLastWriteTimeUtc(path);
            if (cached is { } read && read.Path == path && read.Written == written)
                return read.Key;
            if (TryRead(path) is not { } key)
                continue;
            cached = (path, written, key);
            return key;
        }
        throw new ApiException(
            null, "Waiting for the API's key", $"The API writes it when it starts; looked for in {string.Join(", ", Files())}.");
    }

    private string[] Files()
    {
        if (options.Value.KeyFile is { Length: > 0 } file)
            return [file];
        var state = Path.GetFullPath(configuration["HURACAN_STATE"] ?? ".state");
        return [Path.Combine(state, ApiKeyEntry.FileName), Path.GetFullPath(Path.Combine(state, "..", "api", ApiKeyEntry.FileName))];
    }

    private static string? TryRead(string path)
    {
        try
        {
            return ApiKeyEntry.Read(path).OrderByDescending(entry => entry.Role).FirstOrDefault()?.Key;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InputRefusedException)
        {
            throw new ApiException(null, "The API's key cannot be read", exception.Message);
        }
    }
}
