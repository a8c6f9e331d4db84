using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Leakage.Units;

/// <summary>The files in which a candidate's training leaves what it has learnt.</summary>
internal static class FittedFiles
{
    /// <summary>
    /// Each file with the last bar it may know: the best model's scaler the train part, everything else validation too. Left out are
    /// <c>config.json</c>, which holds the hash of all candles, the times of the training, and the records of stages.
    /// </summary>
    public static IEnumerable<LearntState> Of(TrainedUnit trained, FourParts parts)
    {
        var folder = trained.Context.Folder;
        var root = trained.Candidate.Root;
        foreach (var file in folder.List(root).Order(StringComparer.Ordinal))
        {
            var name = file[(root.Length + 1)..];
            if (!IsLearnt(name))
                continue;
            var known = name == $"{StageOutputs.BestModel}/{TrainedModel.ScalerFile}" ? parts.Train.End : parts.Validation.End;
            yield return LearntState.OfBytes(name, known - 1, folder.Read(file));
        }
    }

    private static bool IsLearnt(string name) => name is StageOutputs.ValidationForecasts or StageOutputs.ValidationMetrics
        || (name.StartsWith($"{StageOutputs.BestModel}/", StringComparison.Ordinal)
            || name.StartsWith($"{StageOutputs.FinalModel}/", StringComparison.Ordinal))
        && !name.EndsWith($"/{TrainedModel.ConfigFile}", StringComparison.Ordinal);
}
