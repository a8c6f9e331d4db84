using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Storage.Configuration;
using Huracan.Storage.Runs;

namespace Huracan.Cli.Run;

/// <summary>The folders of one run and those it publishes to.</summary>
/// <param name="RunId">Sortable UTC time and a short hash of the configuration.</param>
/// <param name="RunFolder">The run's own folder.</param>
/// <param name="Output">Folder that holds <c>artifacts/</c>, <c>reports/</c> and <c>config/</c>.</param>
internal sealed record RunPaths(string RunId, string RunFolder, string Output)
{
    // Not a plain static value: what its making throws would come out wrapped, and a refused file as a defect.
    private static readonly Lazy<PathsOptions> Loaded = new(() => YamlFile.Load<PathsOptions>(ConfigFolder.Find("paths.yaml")));

    private static PathsOptions Paths => Loaded.Value;

    public string Reports => ReportsIn(Output);

    public string Thresholds => ThresholdsIn(Output);

    /// <summary>What runs tried on the test parts of units.</summary>
    public OpenedTestFiles OpenedTests => new(OpenedTestsFolder);

    /// <summary>Where that is.</summary>
    public string OpenedTestsFolder => Path.Combine(Reports, OpenedTestFiles.FolderName);

    /// <summary>Folder of the runs' folders below an output folder.</summary>
    public static string ArtifactsIn(string output) => Path.Combine(Path.GetFullPath(output), Paths.Artifacts);

    /// <summary>Folder of the reports below an output folder.</summary>
    public static string ReportsIn(string output) => Path.Combine(Path.GetFullPath(output), Paths.Reports);

    /// <summary>Folder of the champions below an output folder.</summary>
    public static string ChampionsIn(string output) => Path.Combine(Path.GetFullPath(output), Paths.Champions);

    /// <summary>File of the published thresholds below an output folder.</summary>
    public static string ThresholdsIn(string output) => Path.Combine(Path.GetFullPath(output), Paths.Thresholds);

    /// <summary>A command on this run as a person would type it here.</summary>
    /// <param name="words">What stands before the run's name: <c>run --resume</c>.</param>
    public string Command(string words) =>
        $"{Invocation.Name} {words} {RunId}{(Output == Environment.CurrentDirectory ? "" : $" --out {Output}")}";

    public static RunPaths ForNewRun(RunOptions options, RunRequest request, TimeProvider time)
    {
        var runId = RunNames.Create(options, time.GetUtcNow());
        var output = Path.GetFullPath(request.Output);
        var folder = request.DryRun
            ? Path.Combine(Path.GetTempPath(), $"huracan-dry-run-{Environment.ProcessId}", runId)
            : FolderOf(output, runId);
        return new RunPaths(runId, folder, output);
    }

    public static RunPaths ForResumedRun(string runId, string outputFolder)
    {
        if (!RunNames.IsName(runId))
            throw new InputRefusedException($"'{runId}' is not the name of a run; they look like 20260131T235959Z-0123abcd.");
        var output = Path.GetFullPath(outputFolder);
        var folder = FolderOf(output, runId);
        if (!File.Exists(Path.Combine(folder, RunOutputs.Config)))
            throw new InputRefusedException($"There is no run '{runId}': {Path.Combine(folder, RunOutputs.Config)} does not exist.");
        return new RunPaths(runId, folder, output);
    }

    private static string FolderOf(string output, string runId) => Path.Combine(ArtifactsIn(output), runId);
}
