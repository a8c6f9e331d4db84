using System.Security.Cryptography;
using Huracan.Contracts;
using Huracan.Contracts.Client;
using Huracan.Contracts.Reports;
using Huracan.Engine.Experiments;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Training;
using Huracan.Storage.Runs;

namespace Huracan.Cli.Experiment;

/// <summary>Reads the results of an experiment's run from a cluster, by the files that its units have published.</summary>
/// <param name="client">The cluster's API.</param>
/// <param name="settings">The experiment.</param>
internal sealed class ServerResults(HuracanClient client, ExperimentSettings settings)
{
    // What CandidateResult reads.
    private static readonly string[] Files =
    [
        StageOutputs.ValidationMetrics, StageOutputs.TrainingResults, $"{StageOutputs.BestModel}/{TrainedModel.ConfigFile}",
    ];

    /// <summary>Reads a run that has ended.</summary>
    /// <returns>How each unit ended, in the order of a run of this machine, and what became of each candidate.</returns>
    /// <exception cref="InputRefusedException">A file is damaged, or is written anew at this moment.</exception>
    public async Task<(IReadOnlyList<UnitResult> Units, IReadOnlyList<CandidateResult> Results)> ReadAsync(
        string runId, ulong seed, CancellationToken cancellationToken)
    {
        var summary = await client.SummaryAsync(runId, cancellationToken);
        UnitResult[] units =
            [.. summary.Units.OrderBy(unit => unit.Coin, StringComparer.Ordinal).ThenBy(unit => unit.Timeframe.Minutes)];
        var results = new List<CandidateResult>();
        var copy = Directory.CreateTempSubdirectory("huracan-experiment-").FullName;
        try
        {
            foreach (var unit in units)
            {
                var trained = await FetchAsync(runId, unit.Unit, new RunFolder(copy), cancellationToken);
                results.AddRange(settings.Run.HorizonsOf(unit.Timeframe).SelectMany(horizon => settings.Run.Models.Select(model =>
                    CandidateResult.Read(new RunFolder(copy), unit, model, horizon, seed, trained))));
            }
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
        return (units, results);
    }

    // Copies what is read of the unit's candidates. A candidate is trained where the record of that stage is published, which comes last.
    private async Task<HashSet<string>> FetchAsync(string runId, UnitId unit, IRunFolder copy, CancellationToken cancellationToken)
    {
        var published = (await client.FilesAsync(runId, unit, cancellationToken)).ToDictionary(file => file.Path, file => file.Sha256);
        var trained = settings.Run.HorizonsOf(unit.Timeframe)
            .SelectMany(horizon => settings.Run.Models.Select(model => RunOutputs.Candidate(unit, model, horizon)))
            .Where(root => published.ContainsKey(StageRunner.RecordPath(root, BestStage.Name)))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var path in trained.SelectMany(root => Files.Select(file => $"{root}/{file}")).Where(published.ContainsKey))
        {
            var content = await client.FileAsync(runId, unit, path, cancellationToken);
            if (Convert.ToHexStringLower(SHA256.HashData(content)) != published[path])
                throw new InputRefusedException($"{path} of run {runId} was written anew while it was read; repeat the command.");
            copy.Write(path, content);
        }
        return trained;
    }
}
