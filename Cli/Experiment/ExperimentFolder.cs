using System.Text;
using Huracan.Contracts;
using Huracan.Contracts.Json;
using Huracan.Engine.Experiments;
using Huracan.Engine.Experiments.Report;
using Huracan.Storage.Configuration;
using Huracan.Storage.Files;
using Huracan.Storage.Tables;

namespace Huracan.Cli.Experiment;

/// <summary>An experiment's own files: <c>experiments/{name}/</c> below the output folder. Its runs lie where all runs do.</summary>
internal sealed class ExperimentFolder(string output, string name)
{
    private const string Settings = "experiment.yaml", RunList = "runs.json", Server = "server.json";

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetFullPath(output), "experiments", name);

    public string Report => In("report.html");

    /// <summary>Begins, or goes on with the same experiment.</summary>
    /// <param name="settings">The settings, completed.</param>
    /// <param name="restarts">Whether what another one of that name left is dropped; runs stay.</param>
    /// <param name="server">Address of the cluster's API; null for work on this machine.</param>
    /// <exception cref="InputRefusedException">One of that name was begun elsewhere, or with other settings.</exception>
    public void Begin(ExperimentSettings settings, bool restarts, string? server = null)
    {
        var isNew = restarts || !File.Exists(In(Settings));
        if (!isNew)
        {
            RequireBegunOn(server);
            var differences = SettingDifferences.Of(YamlFile.Load<ExperimentSettings>(In(Settings)), settings);
            if (differences.Count > 0)
            {
                throw new InputRefusedException(
                    $"{Path} was begun with other settings:\n  {string.Join("\n  ", differences)}\nGive the experiment another 'name', or "
                        + "begin anew with --restart (its runs stay).");
            }
        }
        if (restarts)
        {
            foreach (var file in new[] { RunList, "results.csv", "table.json", "report.html" })
                File.Delete(In(file));
        }
        if (isNew && server is not null)
            AtomicFile.Write(In(Server), HuracanJson.Serialize(new ExperimentServer(server, Guid.NewGuid().ToString("N"))));
        else if (isNew && File.Exists(In(Server)))
            File.Delete(In(Server));
        AtomicFile.Write(In(Settings), Encoding.UTF8.GetBytes(YamlFile.Format(settings)));
    }

    /// <summary>The runs that were begun, by seed.</summary>
    public SortedDictionary<string, string> Runs() =>
        File.Exists(In(RunList)) ? JsonFile.Read<SortedDictionary<string, string>>(In(RunList)) : new(StringComparer.Ordinal);

    public void Write(SortedDictionary<string, string> runs) => AtomicFile.Write(In(RunList), HuracanJson.Serialize(runs));

    /// <summary>The cluster that makes the runs; null for this machine.</summary>
    public ExperimentServer? BegunOn() => File.Exists(In(Server)) ? JsonFile.Read<ExperimentServer>(In(Server)) : null;

    /// <summary>Writes what the experiment found.</summary>
    public void Write(ExperimentTable table, IReadOnlyList<CandidateResult> results)
    {
        AtomicFile.Write(In("results.csv"), CsvTable.Format(CandidateResult.ToTable(results)));
        AtomicFile.Write(In("table.json"), HuracanJson.Serialize(table));
        AtomicFile.Write(Report, ExperimentPage.Render(table, results, Runs()));
    }

    private void RequireBegunOn(string? server)
    {
        var begun = BegunOn()?.Address;
        if (begun == server)
            return;
        var remedy = begun is null || server is null
            ? $"Go on {(begun is null ? "without --server" : $"with --server {begun}")}"
            : $"Go on with --server {begun}, or where that is the same cluster by another address, write the new one into {In(Server)}";
        throw new InputRefusedException(
            $"{Path} was begun on {begun ?? "this machine"}; {server ?? "this machine"} knows none of its runs. {remedy}; or begin "
                + "anew with --restart.");
    }

    private string In(string file) => System.IO.Path.Combine(Path, file);
}
