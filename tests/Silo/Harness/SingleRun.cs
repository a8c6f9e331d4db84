using System.Security.Cryptography;
using Huracan.Contracts;
using Huracan.Tests.Servers;

namespace Huracan.Tests.Silo.Harness;

/// <summary>What <c>huracan run</c> leaves of the same settings.</summary>
internal static class SingleRun
{
    public static async Task<SortedDictionary<string, string>> HashesAsync(string yaml)
    {
        var folder = Directory.CreateTempSubdirectory("huracan-single-").FullName;
        try
        {
            var config = Path.Combine(folder, "config.yaml");
            await File.WriteAllTextAsync(config, yaml);
            var (code, output) = await ChildProcess.RunAsync(
                new ProcessCommand("dotnet", [Programs.Cli, "run", "--config", config, "--out", folder, "--workers", "1"]),
                CancellationToken.None);
            if (code != 0)
                throw new InvalidOperationException($"The single run ended with {code}: {output}");
            var run = Directory.GetDirectories(Path.Combine(folder, "artifacts"))
                .Single(path => File.Exists(Path.Combine(path, "summary.json")));
            var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var file in Directory.EnumerateFiles(run, "*", SearchOption.AllDirectories))
            {
                var path = Path.GetRelativePath(run, file);
                if (IsReproducible(path))
                    hashes[path] = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file)));
            }
            return hashes;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>
    /// Whether a path is of a unit's own files, without those that hold times or are a plotter's. Of a study the record of its stage tells
    /// the content.
    /// </summary>
    public static bool IsReproducible(string path) =>
        path.Count(c => c == '/') >= 2 && Timeframe.TryParse(path.Split('/')[1], out _)
            && Path.GetFileName(path) is not ("training_results.json" or "run.log")
            && Path.GetExtension(path) is not (".png" or ".db");
}
