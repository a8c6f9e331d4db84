using System.Text;
using Huracan.Api.Models;
using Huracan.Api.Units;
using Huracan.Cluster.Files;
using Huracan.Cluster.Models;
using Huracan.Cluster.Runs;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Contracts.Json;
using Huracan.Engine.Features;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Quality.Drift;
using Huracan.Storage.Configuration;
using Huracan.Storage.Runs;

namespace Huracan.Api.Predictions;

/// <summary>Loads a model from its blobs, each verified by its hash.</summary>
internal sealed class ModelLoader(FileTable files, RunTable runs, UnitFileReader reader)
{
    private const int Attempts = 3;

    /// <exception cref="KeyNotFoundException">Its run or its files are gone.</exception>
    /// <exception cref="InvalidDataException">A file is not what its hash says.</exception>
    public async Task<LoadedModel> LoadAsync(RankingRow row, CancellationToken cancellationToken)
    {
        var key = new UnitKey(row.RunId, new UnitId(row.Coin, row.Timeframe));
        var run = await runs.FindAsync(row.RunId, cancellationToken)
            ?? throw new KeyNotFoundException($"There is no run '{row.RunId}' any more.");
        var content = await ReadAsync(key, ModelViews.FolderOf(row), cancellationToken);
        var bitcoin = await files.FindAsync(key, BitcoinCandles.PathFor(row.Timeframe), cancellationToken);
        var meta = Json<ModelMeta>(TrainedModel.MetaFile);
        var config = Json<ModelConfig>(TrainedModel.ConfigFile);
        var own = config.Files.Where(content.ContainsKey).ToDictionary(name => name, name => content[name], StringComparer.Ordinal);
        var features = YamlFile.Parse<FeatureConfig>(run.Features, $"{row.RunId}/{RunOutputs.Features}")
            .Build(FeatureCatalog.Default, $"{row.RunId}/{RunOutputs.Features}");
        var calibration = config.IsCalibrated ? Json<ModelCalibration>(TrainedModel.CalibrationFile) : null;
        var reference = config.HasReference ? Json<DriftReference>(TrainedModel.ReferenceFile) : null;
        var model = TrainedModel.Load(
            meta, Json<Scaler>(TrainedModel.ScalerFile), config, calibration, own, $"{key}", RunFiles.Families, reference);
        var options = YamlFile.Parse<RunOptions>(run.Config, $"{row.RunId}/{RunOutputs.Config}");
        return new LoadedModel(row, model, features, options, bitcoin);

        T Json<T>(string name)
            where T : class =>
                HuracanJson.Deserialize<T>(
                    content.GetValueOrDefault(name) ?? throw new InvalidDataException($"{key} has no {name}."), $"{key}/{name}");
    }

    // A retried unit replaces its files stage by stage: when a blob is gone, the list of files is read again.
    private async Task<Dictionary<string, byte[]>> ReadAsync(UnitKey key, string folder, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var content = new Dictionary<string, byte[]>(StringComparer.Ordinal);
            var own = (await files.OfUnitAsync(key, cancellationToken))
                .Where(file => file.Path.StartsWith(folder + "/", StringComparison.Ordinal))
                .ToList();
            foreach (var file in own)
            {
                if (await reader.OpenAsync(file, cancellationToken) is not { } bytes)
                    break;
                content[file.Path[(folder.Length + 1)..]] = bytes;
            }
            if (own.Count > 0 && content.Count == own.Count)
                return content;
            if (attempt == Attempts)
                throw own.Count == 0
                    ? new KeyNotFoundException($"{key} has no model files.")
                    : new InvalidDataException($"{key}: the blobs of its model are gone.");
        }
    }
}
