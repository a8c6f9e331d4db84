using Huracan.Cluster.Runs;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Search.Samplers;
using Huracan.Storage.Configuration;

namespace Huracan.Api.Studies;

/// <summary>Tells which phase of a search suggested a trial, by the search options and the trial's number.</summary>
internal sealed class StudyPhases(RunTable runs)
{
    /// <summary>The sampler of a run's searches; null where it searches nothing.</summary>
    public async Task<PhasedSampler?> OfRunAsync(string runId, CancellationToken cancellationToken)
    {
        var run = await runs.FindAsync(runId, cancellationToken) ?? throw new KeyNotFoundException($"There is no run '{runId}'.");
        var search = YamlFile.Parse<RunOptions>(run.Config, $"The configuration of {runId}").Search;
        if (!search.IsOn)
            return null;
        var (random, estimator) = search.Phases();
        return new PhasedSampler(random, estimator);
    }
}
