using System.Security.Cryptography;
using System.Text;
using Huracan.Storage.Tracking;

namespace Huracan.Publishing.MLflow;

/// <summary>
/// Brings files to where a tracking server keeps those of a run: through the server where it stores them itself
/// (<c>mlflow-artifacts:</c>), into the folder where that is on this machine (<c>file:</c>).
/// </summary>
internal sealed class ServerFiles(MLflowHttp http)
{
    private const string Proxied = "mlflow-artifacts";

    /// <summary>Identity of files by name and content.</summary>
    public static string Digest(IEnumerable<TrackedFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files.OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            using var stream = File.OpenRead(file.Path);
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.Name}\n{Convert.ToHexStringLower(SHA256.HashData(stream))}\n"));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Why files cannot be brought to an address; null where they can.</summary>
    public string? Refusal(string artifactUri)
    {
        if (Uri.TryCreate(artifactUri, UriKind.Absolute, out var address))
        {
            if (address.IsFile && http.Server.IsLoopback)
                return null;
            if (address.Scheme is Proxied or "http" or "https")
            {
                return http.MayGetFiles(new Uri(Folder(address)))
                    ? null
                    : $"Files were not sent: {http.Server} keeps them at {Kind(artifactUri)}, and its credentials go to its own host "
                        + "alone, by https or on this machine.";
            }
        }
        return $"Files were not sent: {http.Server} keeps them at {Kind(artifactUri)}; it takes them if started with --serve-artifacts.";
    }

    /// <summary>Brings a file.</summary>
    /// <param name="artifactUri">Address of the run's files.</param>
    /// <param name="file">The file.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task BringAsync(string artifactUri, TrackedFile file, CancellationToken cancellationToken)
    {
        var address = new Uri(artifactUri);
        if (address.IsFile)
        {
            try
            {
                var to = Path.Combine(address.LocalPath, file.Name);
                Directory.CreateDirectory(Path.GetDirectoryName(to)!); // a file in a folder has one
                File.Copy(file.Path, to, overwrite: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It was read a moment ago, for the digest: what fails is the folder of the server.
                throw new TrackerAwayException($"{http.Server}: {address.LocalPath} cannot be written: {exception.Message}", exception);
            }
            return;
        }
        await http.UploadAsync(new Uri($"{Folder(address)}/{Escaped(file.Name)}"), file.Path, cancellationToken);
    }

    // mlflow-artifacts:/2/RUN/artifacts is below the tracking server, mlflow-artifacts://host:port/… below that host.
    private string Folder(Uri address)
    {
        if (address.Scheme != Proxied)
            return MLflowCredentials.Bare(address).AbsoluteUri.TrimEnd('/');
        var files = address.Host.Length == 0 ? http.Files : new UriBuilder(http.Files) { Host = address.Host, Port = address.Port }.Uri;
        return $"{files.AbsoluteUri.TrimEnd('/')}/{address.AbsolutePath.Trim('/')}";
    }

    private static string Escaped(string name) => string.Join('/', name.Split('/').Select(Uri.EscapeDataString));

    // The address may hold a password of a store.
    private static string Kind(string artifactUri) =>
        Uri.TryCreate(artifactUri, UriKind.Absolute, out var address) ? $"{address.Scheme}://{address.Host}" : "a path of its own";
}
