using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Extension;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Tuning;

namespace Huracan.Engine.Pipeline.Selection;

/// <summary>Compares search and cross-validation, and chooses the settings the final model is trained with.</summary>
/// <param name="context">The run.</param>
/// <param name="stages">The candidate's stages.</param>
public sealed class AnalyzeStage(RunContext context, StageRunner stages)
{
    /// <summary>Name of the stage.</summary>
    public const string Name = "analyze";

    /// <summary>Chooses unless it is done.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="tuned">Hash of what the search left.</param>
    /// <param name="extended">Hash of what the cross-validation left.</param>
    /// <returns>Hash of what it left.</returns>
    public string Run(Candidate candidate, string tuned, string extended) =>
        stages.Run(Name, [tuned, extended, SettingText.Of(context.Options.Search.Choice)], () => Analyze(candidate));

    private List<string> Analyze(Candidate candidate)
    {
        var study = context.Folder.ReadJson<StudyResults>(candidate.PathOf(StageOutputs.TrialResults));
        var extended = context.Folder.ReadJson<ExtendedResults>(candidate.PathOf(StageOutputs.CrossValidation));
        var best = ConfigurationChoice.Of(study, extended, context.Options.Search.Choice);
        context.Folder.WriteJson(candidate.PathOf(StageOutputs.ChosenSettings), best);
        foreach (var (name, chart) in AnalysisCharts.Of(candidate.Root, study, extended))
            // pictures may differ with the fonts of a machine: no outputs in the sense of the hash
            context.Folder.TryPlot($"{candidate.PathOf(StageOutputs.AnalysisCharts)}/{name}.png", chart);
        return [candidate.PathOf(StageOutputs.ChosenSettings)];
    }
}
