using Huracan.Contracts;
using Huracan.Contracts.Json;
using Huracan.Engine.Pipeline.Candidates;

namespace Huracan.Storage.Bundles;

/// <summary>The files of a bundle that decide what its model forecasts and from which confidence it is traded.</summary>
internal static class ModelFiles
{
    /// <summary>Whether two bundles have the very same model, whatever runs, settings of a run and reports they name.</summary>
    /// <param name="one">Files of a bundle, by name.</param>
    /// <param name="other">Files of the other.</param>
    /// <exception cref="InputRefusedException">The list of a model's files is missing or damaged.</exception>
    public static bool AreSame(IReadOnlyDictionary<string, byte[]> one, IReadOnlyDictionary<string, byte[]> other) =>
        HashesOf(one).SequenceEqual(HashesOf(other));

    // config.json and reference.json also tell of the data around the training, by which the same weights may differ.
    private static IEnumerable<(string Name, string? Hash)> HashesOf(IReadOnlyDictionary<string, byte[]> files)
    {
        var config = HuracanJson.Deserialize<ModelConfig>(
            files.GetValueOrDefault(TrainedModel.ConfigFile)
                ?? throw new InputRefusedException($"{TrainedModel.ConfigFile} does not exist, and every bundle must have it."),
            TrainedModel.ConfigFile);
        return config.Files.Order(StringComparer.Ordinal)
            .Concat([TrainedModel.MetaFile, TrainedModel.ScalerFile, TrainedModel.CalibrationFile])
            .Select(name => (name, files.GetValueOrDefault(name) is { } content ? BundleSource.HashOf(content) : null));
    }
}
