using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Stages;

namespace Huracan.Engine.Leakage.Units;

/// <summary>A candidate whose stages have been run, and where they left what they made.</summary>
internal sealed record TrainedUnit(RunContext Context, Candidate Candidate)
{
    /// <summary>The final model's forecasts of test.</summary>
    public Forecasts TestForecasts() => Forecasts.Of(Context.Folder.ReadTable(Candidate.PathOf(StageOutputs.TestForecasts)));

    /// <summary>The confidence traded from.</summary>
    public double EntryThreshold() =>
        Context.Folder.ReadJson<ModelMeta>($"{Candidate.PathOf(StageOutputs.FinalModel)}/{TrainedModel.MetaFile}").EntryThreshold;
}
