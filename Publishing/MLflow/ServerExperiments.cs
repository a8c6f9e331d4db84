using Huracan.Storage.Tracking;

namespace Huracan.Publishing.MLflow;

/// <summary>The experiments of a tracking server.</summary>
internal sealed class ServerExperiments(MLflowHttp http)
{
    /// <summary>Id of an experiment, which is made where there is none of that name.</summary>
    /// <exception cref="TrackerRefusalException">It was deleted, or the server refuses it.</exception>
    public async Task<string> IdAsync(string name, CancellationToken cancellationToken)
    {
        if (await FindAsync(name, cancellationToken) is { } found)
            return found;
        try
        {
            return ServerRun.Text(await http.PostAsync("experiments/create", new { name }, cancellationToken), "experiment_id");
        }
        catch (MLflowRefusalException refusal) when (refusal.IsThere)
        {
            // Another one made it meanwhile.
            return await FindAsync(name, cancellationToken)
                ?? throw new TrackerAwayException($"{http.Server} has an experiment '{name}' and does not find it.", refusal);
        }
        catch (MLflowRefusalException refusal)
        {
            throw new TrackerRefusalException(refusal.Message, refusal);
        }
    }

    private async Task<string?> FindAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await http.GetAsync("experiments/get-by-name", cancellationToken, ("experiment_name", name));
            var experiment = answer.GetProperty("experiment");
            return ServerRun.Text(experiment, "lifecycle_stage") != "deleted"
                ? ServerRun.Text(experiment, "experiment_id")
                : throw new TrackerRefusalException(
                    $"The experiment '{name}' of {http.Server} was deleted: restore it there, or name another by 'experiment' in "
                        + "tracking.yaml.");
        }
        catch (MLflowRefusalException refusal) when (refusal.IsMissing)
        {
            return null;
        }
        catch (MLflowRefusalException refusal)
        {
            throw new TrackerRefusalException(refusal.Message, refusal);
        }
    }
}
