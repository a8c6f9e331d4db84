using Huracan.Cli.Factory;
using Huracan.Cli.Run;
using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Units;
using Huracan.MarketData.Daily;
using Huracan.Storage.Files;
using Huracan.Storage.Runs;

namespace Huracan.Cli.Daily;

/// <summary>
/// The models that runs have left in their folders, the latest of each unit first. A run of the factory that was killed before its report
/// has none: they would count as fresh for days, and never contend.
/// </summary>
/// <param name="output">Folder that holds <c>artifacts/</c> and <c>reports/</c>.</param>
internal sealed class LocalModels(string output)
{
    private readonly string artifacts = RunPaths.ArtifactsIn(output);
    private readonly LocalReports reports = new(output);

    /// <summary>A unit's latest model; null where no run has one, or it has never contended.</summary>
    /// <exception cref="InputRefusedException">A file of it is damaged.</exception>
    public KnownModel? Find(UnitId unit)
    {
        foreach (var path in Runs())
        {
            IRunFolder folder = new RunFolder(path);
            if (!folder.Exists(UnitReport.PathOf(unit))
                || folder.ReadJson<UnitReport>(UnitReport.PathOf(unit)).Result is not
                { Status: UnitStatus.Done, Family: { } family, Horizon: { } horizon })
                continue;
            if (!reports.IsConcluded(path))
                return null;
            var context = RunFiles.Open(path);
            var meta = folder.ReadJson<ModelMeta>(
                $"{RunOutputs.Candidate(unit, family, horizon)}/{StageOutputs.FinalModel}/{TrainedModel.MetaFile}");
            var candles = CandleTable.ReadCandles(folder, unit);
            return new KnownModel(meta, DateTimeOffset.FromUnixTimeMilliseconds(candles.OpenTimes[^1]), context.Features);
        }
        return null;
    }

    /// <summary>In how many of the latest runs that had the unit it failed, one after the other.</summary>
    public int FailedRuns(UnitId unit) => Runs().Select(Summary).OfType<RunSummary>()
        .Select(summary => summary.Units.FirstOrDefault(one => one.Unit == unit)).OfType<UnitResult>()
        .TakeWhile(result => result.Status == UnitStatus.Failed).Count();

    /// <summary>Deletes runs that ended before an instant, except those that have the latest model of some unit.</summary>
    /// <returns>How many.</returns>
    public int DeleteBefore(DateTimeOffset before)
    {
        var (deleted, known) = (0, new HashSet<UnitId>());
        foreach (var path in Runs().ToArray())
        {
            if (Summary(path) is not { } summary)
                continue; // it has not ended
            var isLatest = false;
            foreach (var unit in summary.Units.Where(unit => unit.Status == UnitStatus.Done && reports.IsConcluded(path)))
                isLatest |= known.Add(unit.Unit);
            if (isLatest || File.GetLastWriteTimeUtc(Path.Combine(path, RunOutputs.Summary)) >= before.UtcDateTime)
                continue;
            Directory.Delete(path, recursive: true);
            deleted++;
        }
        return deleted;
    }

    private IEnumerable<string> Runs() => Directory.Exists(artifacts)
        ? Directory.GetDirectories(artifacts).Where(path => RunNames.IsName(Path.GetFileName(path)))
            .OrderDescending(StringComparer.Ordinal)
        : [];

    private static RunSummary? Summary(string path) =>
        File.Exists(Path.Combine(path, RunOutputs.Summary)) ? JsonFile.Read<RunSummary>(Path.Combine(path, RunOutputs.Summary)) : null;
}
