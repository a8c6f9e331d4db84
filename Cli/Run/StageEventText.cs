using Huracan.Contracts.Progress;
using Huracan.Engine.Pipeline.Stages;

namespace Huracan.Cli.Run;

/// <summary>A stage's event as a line of the terminal or of a log.</summary>
internal static class StageEventText
{
    public static string Of(StageEvent step) => step switch
    {
        { Epoch: { } epoch } => ProgressText.Of(epoch),
        { Trial: { } trial } => ProgressText.Of(trial),
        { Model: { } model } => $"trades {model.Path}: {model.Reason}",
        { Opened: { } opened } => FormattableString.Invariant($"opens the test part, {opened.From:yyyy-MM-dd} to {opened.To:yyyy-MM-dd}"),
        { LongTraining: { } training } =>
            $"warning: trains {training.Epochs} epochs as asked for, more than the {training.Chosen} that validation chose",
        { Failure: { } reason } => $"warning: failed, and the unit goes on without it: {reason}",
        { Progress: StageProgress.Finished } => "done",
        _ => step.Progress.ToString().ToLowerInvariant(),
    };
}
