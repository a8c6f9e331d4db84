using System.Text;
using Huracan.Cli.Run;
using Huracan.Contracts;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Engine.Factory;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Reports;
using Huracan.Storage.Configuration;
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
    private const string Universe = "universe.json", Champions = "champions.json";

    /// <summary>Says of a run that it is the factory's.</summary>
    /// <param name="run">The run's folder.</param>
    /// <param name="universe">The coins it was made from.</param>
    /// <param name="settings">What to go on with when it is interrupted, and the champions' folder; null where it is not gone on
    /// with.</param>
    public void Announce(IRunFolder run, CoinUniverse universe, (FactoryOptions Settings, string Champions)? settings)
    {
        if (settings is { } given)
        {
            run.WriteJson(Champions, new ChampionFolder(Path.GetRelativePath(output, Path.GetFullPath(given.Champions))));
            run.Write(FactoryOptions.FileName, Encoding.UTF8.GetBytes(YamlFile.Format(given.Settings)));
        }
        run.WriteJson(Universe, universe);
    }

    /// <summary>What a run of the factory that was interrupted goes on with.</summary>
    /// <param name="run">The run.</param>
    /// <exception cref="InputRefusedException">It has its report, is not the factory's, or of the daily cycle.</exception>
    public (FactoryOptions Settings, CoinUniverse Universe, string Champions) Interrupted(RunPaths run)
    {
        var (settings, universe) = (Path.Combine(run.RunFolder, FactoryOptions.FileName), Path.Combine(run.RunFolder, Universe));
        if (!File.Exists(universe))
            throw new InputRefusedException(
                $"'{run.RunId}' is not a run of the factory: {universe} does not exist. Go on with: {run.Command("run --resume")}");
        if (IsConcluded(run.RunFolder))
            throw new InputRefusedException($"'{run.RunId}' has ended: its report is {PathOf(run.RunId)}.");
        if (!File.Exists(settings))
            throw new InputRefusedException(
                $"'{run.RunId}' is a run of the daily cycle, whose next day trains its units anew: {settings} does not exist.");
        return (
            YamlFile.Load<FactoryOptions>(settings), JsonFile.Read<CoinUniverse>(universe),
            Path.Combine(output, JsonFile.Read<ChampionFolder>(Path.Combine(run.RunFolder, Champions)).Path));
    }

    /// <summary>Whether a run's models wait for nobody: it is not the factory's, or the factory has written its report.</summary>
    /// <param name="runFolder">Path of the run's folder.</param>
    public bool IsConcluded(string runFolder) =>
        !File.Exists(Path.Combine(runFolder, Universe)) || File.Exists(PathOf(Path.GetFileName(runFolder)));

    /// <summary>Path of a run's report.</summary>
    public string PathOf(string runId) => Path.Combine(RunPaths.ReportsIn(output), "factory", $"{runId}.json");

    /// <summary>Path of the same for people.</summary>
    public string PagePathOf(string runId) => Path.ChangeExtension(PathOf(runId), ".html");

    /// <summary>Writes a report, whole or not at all. With it the run has ended: it comes last.</summary>
    public void Write(FactoryReport report)
    {
        AtomicFile.Write(PagePathOf(report.RunId), FactoryPage.Render(report));
        AtomicFile.Write(PathOf(report.RunId), HuracanJson.Serialize(report));
    }
}
