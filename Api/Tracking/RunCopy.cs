using System.Text;
using Huracan.Api.Runs;
using Huracan.Api.Units;
using Huracan.Cluster.Files;
using Huracan.Cluster.Runs;
using Huracan.Cluster.Studies;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Execution;
using Huracan.Engine.Pipeline.Scoring;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Training;
using Huracan.Storage.Configuration;
using Huracan.Storage.Runs;
using Huracan.Storage.Tracking;

namespace Huracan.Api.Tracking;

/// <summary>
/// A finished run of the cluster as the folder that one machine would have left: what is read of it whole, of other files the names. What
/// only a machine can say, <c>environment.json</c>, is not there.
/// </summary>
internal sealed class RunCopy(
    RunTable runs, UnitTable units, UnitChangeTable changes, StudyTable studies, FileTable table, UnitFileReader files,
    ContestTable contests, RunReports reports)
{
    private const int UnitsAtOnce = 500;

    /// <summary>Makes the folder.</summary>
    /// <param name="root">The folder, which has the run's name.</param>
    /// <param name="runId">The run.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InputRefusedException">The run is not finished any more, or what the cluster keeps of it is damaged.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public async Task MakeAsync(string root, string runId, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(runId, cancellationToken) is not { Finished: not null } run)
            throw new TransientRefusalException($"Run {runId} is not finished any more, or gone.");
        var records = await UnitsAsync(runId, cancellationToken);
        var options = YamlFile.Parse<RunOptions>(run.Config, $"{runId}/{RunOutputs.Config}");
        if (records.Select(unit => unit.Device).OfType<string>().Distinct().ToArray() is [var device])
            options.Device = SettingValue.Parse<TrainingDevice>("units.device", device); // the one that all of them were trained on
        RunFiles.Create(root, options, Encoding.UTF8.GetBytes(run.Features));
        var folder = new RunFolder(root);
        var candidates = new List<(UnitId Unit, string Candidate)>();
        foreach (var unit in records)
        {
            foreach (var file in await table.OfUnitAsync(unit.Key, cancellationToken))
            {
                var path = folder.PathOf(file.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!); // a name inside of a folder has one
                var content = TrackedRuns.Reads(file.Path) ? await ReadAsync(unit.Key, file, cancellationToken) : [];
                await File.WriteAllBytesAsync(path, content, cancellationToken); // nobody reads a folder that is not whole
                if (TrackedRuns.CandidateOf(file.Path) is { } candidate)
                    candidates.Add((unit.Key.Unit, candidate));
            }
        }
        if (run.LastStage == LastStage.Backtest)
            await ConcludeAsync(folder, run, options, cancellationToken);
        await new RunHistory(changes, studies).WriteAsync(
            folder.PathOf(RunOutputs.Log), run, records, candidates.Distinct().ToLookup(one => one.Unit, one => one.Candidate),
            run.LastStage == LastStage.Best ? BestStage.Name : null, cancellationToken);
    }

    // What covers all units. The database does not keep the order of keys, so that all is made anew.
    private async Task ConcludeAsync(RunFolder folder, RunRow run, RunOptions options, CancellationToken cancellationToken)
    {
        if (await runs.SummaryAsync(run.RunId, cancellationToken) is not { } content)
            return;
        var units = HuracanJson.Deserialize<RunSummary>(Encoding.UTF8.GetBytes(content), $"{run.RunId}/{RunOutputs.Summary}").Units;
        foreach (var timeframe in units.GroupBy(unit => unit.Timeframe))
            folder.WriteJson(RunOutputs.Thresholds(timeframe.Key), UnitThresholds.Of(options, timeframe.Key, timeframe));
        var summary = RunConclusion.Summarise(options, run.RunId, run.Source, units);
        folder.WriteJson(RunOutputs.Summary, summary);
        var excluded = (await contests.ReportAsync(run.RunId, cancellationToken))?.Excluded ?? []; // none of a plain run
        folder.Publish(
            RunOutputs.RunPage, await reports.RenderAsync(summary, excluded, unit => $"{unit}/{RunOutputs.RunPage}", cancellationToken));
        folder.WriteJson(RunOutputs.Checklist, RunChecklist.Of(RunFiles.Open(folder.Root), summary));
    }

    private async Task<byte[]> ReadAsync(UnitKey key, UnitFile file, CancellationToken cancellationToken)
    {
        try
        {
            return await files.OpenAsync(file, cancellationToken)
                ?? throw new TransientRefusalException($"{key}: the blob '{file.Blob}' of '{file.Path}' is gone.");
        }
        catch (InvalidDataException damaged)
        {
            throw new InputRefusedException($"{key}: {damaged.Message}", damaged);
        }
    }

    private async Task<List<UnitRecord>> UnitsAsync(string runId, CancellationToken cancellationToken)
    {
        var all = new List<UnitRecord>();
        while (true)
        {
            var page = await units.OfRunAsync(runId, all.LastOrDefault()?.Key.Unit, UnitsAtOnce, cancellationToken);
            all.AddRange(page);
            if (page.Count < UnitsAtOnce)
                return all;
        }
    }
}
