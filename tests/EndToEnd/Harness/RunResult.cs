using System.Text.Json.Nodes;

namespace Huracan.Tests.EndToEnd.Harness;

/// <summary>What a run left in its folder.</summary>
internal sealed class RunResult(string output, string id)
{
    private static readonly string[] OfTimeAndHost = ["training_results.json", "run.log", "environment.json"];

    public string Output { get; } = output;

    public string Id { get; } = id;

    public string Folder { get; } = Path.Combine(output, "artifacts", id);

    /// <summary>The one run below an output folder.</summary>
    public static RunResult Only(string output) =>
        new(output, TryFind(output) ?? throw new InvalidOperationException($"There is no run below {output}."));

    /// <summary>Name of the one run below an output folder; null while there is none.</summary>
    public static string? TryFind(string output) => Runs(output).SingleOrDefault();

    public static string[] Runs(string output)
    {
        var artifacts = Path.Combine(output, "artifacts");
        return Directory.Exists(artifacts)
            ? [
                .. Directory.GetDirectories(artifacts)
                    .Select(folder => Path.GetFileName(folder))
                    .Where(name => name is not ("features" or "opened_tests"))
                    .Order(StringComparer.Ordinal)
            ]
            : [];
    }

    public string PathOf(string name) => Path.Combine(Folder, name);

    public JsonNode Json(string name) => JsonNode.Parse(File.ReadAllText(PathOf(name)))!; // a file of this program is no null

    /// <summary>The lines of a log; each must be a JSON object.</summary>
    public JsonNode[] LogLines(string name) => [.. File.ReadLines(PathOf(name)).Select(line => JsonNode.Parse(line)!)]; // as above

    public JsonNode Summary => Json("summary.json");

    // the summary lists its units
    public JsonNode Unit(string coin) => Summary["units"]!.AsArray().Single(unit => (string?)unit!["coin"] == coin)!;

    /// <summary>
    /// Every file by name with its bytes; those with times or host are left out, the run's own name is taken out. Of a study, whose bytes
    /// hold dates, the record of its stage tells the content.
    /// </summary>
    public SortedDictionary<string, string> Bytes()
    {
        var bytes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(Folder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(Folder, file);
            if (!OfTimeAndHost.Contains(Path.GetFileName(name)) && Path.GetExtension(name) is not (".png" or ".db")
                && Path.GetFileName(name) != ".lock")
                bytes[name] = Convert.ToHexString(Without(File.ReadAllBytes(file)));
        }
        return bytes;
    }

    public void ExpectSameAs(RunResult other)
    {
        var (mine, others) = (Bytes(), other.Bytes());
        Assert.Equal(others.Keys, mine.Keys);
        Assert.Equal([], mine.Keys.Where(name => mine[name] != others[name]));
    }

    private byte[] Without(byte[] content) => System.Text.Encoding.Latin1.GetBytes(
        System.Text.Encoding.Latin1.GetString(content).Replace(Id, "RUN", StringComparison.Ordinal));
}
