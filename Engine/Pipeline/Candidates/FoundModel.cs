using Huracan.Contracts;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Stages;

namespace Huracan.Engine.Pipeline.Candidates;

/// <summary>A model to be backtested.</summary>
/// <param name="Path">Its folder in the run, or the folder given by the user.</param>
/// <param name="Hash">Hash of what it consists of.</param>
/// <param name="Reason">Why it is this one, in words.</param>
public sealed record FoundModel(string Path, string Hash, string Reason)
{
    /// <summary>Its folder if outside the run.</summary>
    public IRunFolder? Elsewhere { get; init; }

    /// <summary>Folder of the backtest's results: the candidate's own, and one beside for a model from elsewhere.</summary>
    public string OutputFor(Candidate candidate) =>
        Elsewhere is null ? candidate.Root : candidate.PathOf($"{StageOutputs.NamedBacktests}/{Hash[..8]}");

    /// <summary>Loads it for a candidate.</summary>
    /// <exception cref="InputRefusedException">It is damaged, or for other coins, another timeframe, family, horizon, or other features;
    /// both sides are named.</exception>
    public TrainedModel Load(IRunFolder folder, Candidate candidate, ModelRegistry families)
    {
        var model = TrainedModel.Load(Elsewhere ?? folder, Path, families);
        try
        {
            Require(model, candidate);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private void Require(TrainedModel model, Candidate candidate)
    {
        var (meta, config, wanted) = (model.Meta, model.Config, candidate.Config());
        Same("coins", string.Join(", ", config.Coins), string.Join(", ", wanted.Coins));
        Same("timeframe", meta.Timeframe.ToString(), candidate.Data.Unit.Timeframe.ToString());
        Same("family", meta.Family, candidate.Family.Name);
        Same("horizon", $"{meta.Horizon}", $"{candidate.Horizon}");
        Same("value_head", Text(model.HasValueHead), Text(candidate.Settings.GetValueOrDefault(IQuantileForecaster.Setting) > 0));
        Same("feature hash", meta.FeatureHash, candidate.Features.Hash);
        Same("order of features", string.Join(", ", meta.FeatureNames), string.Join(", ", candidate.Features.Names));
        var testStart = DateTimeOffset.FromUnixTimeMilliseconds(candidate.Data.Candles.OpenTimes[candidate.Parts.Test.Start]);
        if (meta.TrainedTo >= testStart)
        {
            throw new InputRefusedException(
                $"{Path}: the model has learnt from candles up to {meta.TrainedTo:yyyy-MM-dd HH:mm}, and the test part begins "
                    + $"{testStart:yyyy-MM-dd HH:mm}.");
        }

        static string Text(bool isSo) => isSo ? "true" : "false";
    }

    private void Same(string what, string model, string data)
    {
        if (model != data)
            throw new InputRefusedException($"{Path}: the {what} of the model: {model}; of the data: {data}.");
    }
}
