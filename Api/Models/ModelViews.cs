using Huracan.Api.Units;
using Huracan.Cluster.Cache;
using Huracan.Cluster.Files;
using Huracan.Cluster.Models;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Contracts.Json;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Stages;

namespace Huracan.Api.Models;

/// <summary>Models as the API shows them, mostly from the cache.</summary>
internal sealed class ModelViews(ModelTable models, FileTable files, UnitFileReader reader, VersionedCache cache)
{
    /// <summary>Folder of a chosen model's files in its run.</summary>
    public static string FolderOf(RankingRow model)
    {
        var candidate = RunOutputs.Candidate(new UnitId(model.Coin, model.Timeframe), model.Family, model.Horizon);
        return $"{candidate}/{StageOutputs.FinalModel}";
    }

    /// <summary>Every unit's latest model, the best score first.</summary>
    public async Task<IReadOnlyList<RankingRow>> RankingAsync(CancellationToken cancellationToken) =>
        await cache.GetAsync(
            CacheKinds.Ranking, "", async token => (List<RankingRow>?)await models.RankingAsync(token), cancellationToken) ?? [];

    /// <exception cref="KeyNotFoundException">The unit has none.</exception>
    public async Task<RankingRow> CurrentAsync(UnitId unit, CancellationToken cancellationToken) =>
        await cache.GetAsync(CacheKinds.Model, $"{unit}", token => models.CurrentAsync(unit, token), cancellationToken)
            ?? throw new KeyNotFoundException($"There is no model of {unit}: no run has scored one.");

    /// <summary>The model that a run chose for a unit.</summary>
    /// <exception cref="KeyNotFoundException">It chose none.</exception>
    public async Task<RankingRow> OfRunAsync(UnitKey key, CancellationToken cancellationToken) =>
        await cache.GetAsync(CacheKinds.Model, $"{key}", token => models.FindAsync(key, token), cancellationToken)
            ?? throw new KeyNotFoundException($"There is no model of {key}: the run has not scored it.");

    /// <exception cref="KeyNotFoundException">The unit has none.</exception>
    public async Task<ModelView> ViewAsync(UnitId unit, CancellationToken cancellationToken)
    {
        var current = await CurrentAsync(unit, cancellationToken);
        // never null: MakeAsync returns a view or throws
        return (await cache.GetAsync<ModelView>(
            CacheKinds.ModelView, $"{unit}", async token => await MakeAsync(current, token), cancellationToken))!;
    }

    private async Task<ModelView> MakeAsync(RankingRow model, CancellationToken cancellationToken)
    {
        var key = new UnitKey(model.RunId, new UnitId(model.Coin, model.Timeframe));
        var folder = FolderOf(model);
        var own = (await files.OfUnitAsync(key, cancellationToken))
            .Where(file => file.Path.StartsWith(folder + "/", StringComparison.Ordinal));
        var path = $"{folder}/{TrainedModel.MetaFile}";
        var meta = HuracanJson.Deserialize<ModelMeta>(await reader.ReadAsync(key, path, cancellationToken), path);
        var config = HuracanJson.Deserialize<ModelConfig>(
            await reader.ReadAsync(key, $"{folder}/{TrainedModel.ConfigFile}", cancellationToken), folder);
        using var untrained = Storage.Runs.RunFiles.Families.Create(
            meta.Family, new Engine.Models.ModelSettings(meta.Family, meta.FeatureNames.Count, config.Settings));
        return new ModelView(
            model, meta.FeatureNames, meta.FeatureHash, untrained.Lookback, meta.EntryThreshold, meta.TrainedFrom, meta.TrainedTo,
            meta.Samples, meta.Epochs, meta.Seed,
            own.ToDictionary(file => file.Path[(folder.Length + 1)..], file => file.Sha256, StringComparer.Ordinal))
        {
            MinCandles = meta.MinCandles(untrained.Lookback),
        };
    }
}
