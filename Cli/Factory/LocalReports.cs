using Huracan.Cli.Run;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Engine.Factory;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Storage.Files;

namespace Huracan.Cli.Factory;

/// <summary>
/// The factory's reports of this machine, and which of its runs lack one: a run whose process ended before the report was written has
/// models that have not contended.
/// </summary>
/// <param name="output">Folder that holds <c>artifacts/</c> and <c>reports/</c>.</param>
internal sealed class LocalReports(string output)
{
    // In the folder of a run that the factory made, from before anything was trained.
    private const string Universe = "universe.json";

    /// <summary>Says of a run that it is the factory's.</summary>
    public static void Announce(IRunFolder run, CoinUniverse universe) => run.WriteJson(Universe, universe);

    /// <summary>Whether a run's models wait for nobody: it is not the factory's, or the factory has written its report.</summary>
    /// <param name="runFolder">Path of the run's folder.</param>
    public bool IsConcluded(string runFolder) =>
        !File.Exists(Path.Combine(runFolder, Universe)) || File.Exists(PathOf(Path.GetFileName(runFolder)));

    /// <summary>Path of a run's report.</summary>
    public string PathOf(string runId) => Path.Combine(RunPaths.ReportsIn(output), "factory", $"{runId}.json");

    /// <summary>Writes a report, whole or not at all.</summary>
    public void Write(FactoryReport report) => AtomicFile.Write(PathOf(report.RunId), HuracanJson.Serialize(report));
}
