using System.Globalization;
using Huracan.Contracts;
using Huracan.Publishing.MLflow;
using Huracan.Publishing.Tracking;
using Huracan.Storage.Tracking;
using YamlDotNet.RepresentationModel;

namespace Huracan.Tests.Publishing.MLflow;

/// <summary>Read back by the documented layout of MLflow's file store, with a reader of its own.</summary>
public sealed class MLflowFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Root => folder["my runs"];

    private MLflowFolder Folder => new(Root, new TrackingOptions(), TimeProvider.System);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_run_with_its_parts_lies_as_MLflow_lays_it()
    {
        var report = await Folder.RecordAsync(TrackedExamples.Runs(folder["files"]), CancellationToken.None);

        Assert.Equal((3, 5, 1), (report.Runs, report.Metrics, report.Files));
        Assert.Equal(
            [".huracan.lock", ".trash", "0", Path.GetFileName(Experiment()), "models"],
            Directory.GetFileSystemEntries(Root).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        var meta = Meta(Experiment());
        Assert.Equal("huracan", meta["name"]);
        Assert.Equal("active", meta["lifecycle_stage"]);
        Assert.Equal($"file://{Root.Replace(" ", "%20", StringComparison.Ordinal)}/{meta["experiment_id"]}", meta["artifact_location"]);
        Assert.Matches("^[1-9][0-9]{17}$", meta["experiment_id"]);
        // Unquoted it would be read as a number, and a run whose experiment is a number is left out.
        Assert.Contains($"experiment_id: '{meta["experiment_id"]}'\n", Text(Experiment(), "meta.yaml"), StringComparison.Ordinal);

        var (run, candidate, trial) = (PathOf(""), PathOf(TrackedExamples.Candidate), PathOf($"{TrackedExamples.Candidate}/trial_0"));
        var about = Meta(candidate);
        Assert.Matches("^[0-9a-f]{32}$", about["run_id"]);
        Assert.Equal(Path.GetFileName(candidate), about["run_id"]);
        Assert.Equal("It's a \"name\": BTCUSDT/1h", about["run_name"]);
        Assert.Equal(("4", "4"), (about["status"], about["source_type"]));
        Assert.Equal("5", Meta(trial)["status"]);
        Assert.Equal("1767225660000", about["start_time"]);
        Assert.Equal("1767225720000", about["end_time"]);
        Assert.Equal($"{meta["artifact_location"]}/{about["run_id"]}/artifacts", about["artifact_uri"]);
        Assert.Equal(Path.GetFileName(run), Text(candidate, "tags/mlflow.parentRunId"));
        Assert.Equal(Path.GetFileName(candidate), Text(trial, "tags/mlflow.parentRunId"));
        Assert.False(File.Exists(Path.Combine(run, "tags/mlflow.parentRunId")));
        Assert.Equal("BTCUSDT, 币安USDT", Text(run, "params/coins"));
        Assert.Equal("0.001", Text(candidate, "params/learning rate"));
        Assert.Equal(6000, Text(candidate, "params/long").Length);
        Assert.Equal("1767225601000 1 1\n1767225602000 0.5 2\n", Text(candidate, "metrics/train_loss"));
        Assert.Equal("1767225601000 nan 1\n", Text(candidate, "metrics/validation_loss"));
        Assert.Equal("1767225602000 inf 0\n", Text(candidate, "metrics/test/a_b/__/sharpe"));
        Assert.Equal("1767225602000 -inf 0\n", Text(candidate, "metrics/test/worst"));
        Assert.Equal("{}", Text(candidate, "artifacts/final_model/meta.json"));
        Assert.Empty(Directory.GetFiles(Root, "*.tmp", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task What_is_recorded_again_is_there_once_and_what_is_more_is_added()
    {
        await Folder.RecordAsync(TrackedExamples.Runs(folder["files"]), CancellationToken.None);
        var before = Content();
        var again = await Folder.RecordAsync(TrackedExamples.Runs(folder["files"]), CancellationToken.None);
        Assert.Equal((0, 0, 0), (again.Runs, again.Metrics, again.Files));
        Assert.Equal(before, Content());

        await File.WriteAllTextAsync(folder["files/final_model/meta.json"], "{\"more\": 1}");
        var more = await Folder.RecordAsync(TrackedExamples.Runs(folder["files"], epochs: 4), CancellationToken.None);
        Assert.Equal((0, 2, 1), (more.Runs, more.Metrics, more.Files));
        Assert.Equal("{\"more\": 1}", Text(PathOf(TrackedExamples.Candidate), "artifacts/final_model/meta.json"));
    }

    [Fact]
    public async Task What_a_run_has_no_more_goes_and_what_others_added_stays()
    {
        var runs = TrackedExamples.Runs(folder["files"]);
        await Folder.RecordAsync(runs, CancellationToken.None);
        var there = PathOf(TrackedExamples.Candidate);
        await File.WriteAllTextAsync(Path.Combine(there, "metrics", "mine"), "1767225601000 1 1\n");
        await File.WriteAllTextAsync(Path.Combine(there, "artifacts", "notes.txt"), "mine");

        runs[1] = runs[1] with { Metrics = [.. runs[1].Metrics.Where(metric => metric.Key != "test/worst")], Files = [] };
        await new MLflowFolder(Root, new TrackingOptions { Artifacts = false }, TimeProvider.System).RecordAsync(runs, default);
        Assert.False(File.Exists(Path.Combine(there, "metrics", "test", "worst")));
        Assert.True(File.Exists(Path.Combine(there, "artifacts", "final_model", "meta.json"))); // files are not looked at

        await Folder.RecordAsync(runs, CancellationToken.None);
        Assert.False(File.Exists(Path.Combine(there, "artifacts", "final_model", "meta.json")));
        Assert.Equal(
            ["mine", "train_loss", "validation_loss"], Directory.GetFiles(Path.Combine(there, "metrics")).Select(Path.GetFileName).Order());
        Assert.Equal("mine", Text(there, "artifacts/notes.txt"));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_no_fault_of_the_folder()
    {
        var runs = TrackedExamples.Runs(folder["files"]);
        File.Delete(folder["files/final_model/meta.json"]);
        var refusal = await Assert.ThrowsAsync<TransientRefusalException>(() => Folder.RecordAsync(runs, CancellationToken.None));
        Assert.Contains("final_model/meta.json", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_people_did_there_stays()
    {
        var own = Path.Combine(Root, "7");
        Directory.CreateDirectory(own);
        await File.WriteAllTextAsync(Path.Combine(own, "meta.yaml"), "experiment_id: '7'\nname: huracan\nlifecycle_stage: active\n");
        await Folder.RecordAsync(TrackedExamples.Runs(folder["files"]), CancellationToken.None);
        Assert.Equal(own, Experiment());
        Assert.False(Directory.Exists(Path.Combine(Root, "0"))); // theirs is not ours to make in a folder that was there

        var text = Text(PathOf(""), "meta.yaml").Replace("active", "deleted", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(PathOf(""), "meta.yaml"), text);
        var report = await Folder.RecordAsync(TrackedExamples.Runs(folder["files"]), CancellationToken.None);
        Assert.Contains("was deleted", Assert.Single(report.Notes), StringComparison.Ordinal);
        Assert.Equal("deleted", Meta(PathOf(""))["lifecycle_stage"]);

        Directory.Move(own, Path.Combine(Root, ".trash", "7"));
        var refusal = await Assert.ThrowsAsync<TrackerRefusalException>(
            () => Folder.RecordAsync(TrackedExamples.Runs(folder["files"]), CancellationToken.None));
        Assert.Contains("was deleted", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_being_written_is_away()
    {
        await Folder.RecordAsync(TrackedExamples.Runs(folder["files"]), CancellationToken.None);
        using var held = new FileStream(Path.Combine(Root, ".huracan.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        await Assert.ThrowsAsync<TrackerAwayException>(
            () => Folder.RecordAsync(TrackedExamples.Runs(folder["files"]), CancellationToken.None));
    }

    [Theory]
    [InlineData("/a//b/./..", "a/b/_/__")]
    [InlineData("µ é:%", "_ ___")]
    [InlineData("", "_")]
    public void Keys_are_made_such_as_MLflow_allows(string text, string key) => Assert.Equal(key, MLflowNames.Key(text));

    [Fact]
    public void Keys_that_are_too_long_stay_apart()
    {
        var keys = new[] { "a", "b" }.Select(end => MLflowNames.Key(new string('x', 300) + end)).ToArray();
        Assert.All(keys, key => Assert.Equal(250, key.Length));
        Assert.NotEqual(keys[0], keys[1]);
    }

    private string Experiment() => Assert.Single(Directory.GetDirectories(Root), path => File.Exists(Path.Combine(path, "meta.yaml"))
        && Meta(path)["name"] == "huracan");

    private string PathOf(string scope) => Assert.Single(
        Directory.GetDirectories(Experiment()), path => File.ReadAllText(Path.Combine(path, "tags", "huracan.scope")) == scope);

    private static string Text(string folder, string name) => File.ReadAllText(Path.Combine(folder, name));

    private string Content() => string.Join('\n', Directory.GetFiles(Root, "*", SearchOption.AllDirectories)
        .Where(path => !path.EndsWith(".lock", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        .Select(path => $"{path} {File.ReadAllText(path)} {File.GetLastWriteTimeUtc(path).ToString("O", CultureInfo.InvariantCulture)}"));

    private static Dictionary<string, string> Meta(string folder)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Text(folder, "meta.yaml")));
        return ((YamlMappingNode)stream.Documents[0].RootNode).Children
            .Where(pair => pair.Value is YamlScalarNode).ToDictionary(pair => pair.Key.ToString(), pair => pair.Value.ToString());
    }
}
