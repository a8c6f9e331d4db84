using Huracan.Contracts.Http.Studies;
using Huracan.Dashboard.Badges;

namespace Huracan.Dashboard.Studies;

/// <summary>Describes the charts and trials of a study in words.</summary>
internal static class StudyText
{
    public const int Digits = 5;

    public static string Counts(TrialCounts trials)
    {
        var parts = new[]
        {
            (trials.Complete, "complete"), (trials.Pruned, "pruned"), (trials.Failed, "failed"), (trials.Running, "running"),
            (trials.Waiting, "waiting"),
        };
        return $"{trials.Total} {(trials.Total == 1 ? "trial" : "trials")}: "
            + $"{string.Join(", ", parts.Where(part => part.Item1 > 0).Select(part => $"{part.Item1} {part.Item2}"))}";
    }

    public static string History(StudyView study, StudyPlot plot)
    {
        if (study.Best is not { } best)
            return "No trial is complete yet.";
        var first = plot.Complete.Count > 0 && plot.Complete[0][0] < best
            ? $", the first complete one had {Format.Of(plot.Complete[0][1], Digits)}"
            : "";
        var found = plot.Best.Count(point => plot.Complete.Any(trial => trial[0] == point[0] && trial[1] == point[1]));
        return $"The best is trial {best} with {Format.Of(study.BestValue, Digits)}{first}. The best value so far was reached in {found} "
            + $"{(found == 1 ? "step" : "steps")}.";
    }

    public static string Parallel(StudyView study, IReadOnlyList<TrialView> trials)
    {
        var best = trials.FirstOrDefault(trial => trial.Number == study.Best);
        return best is null
            ? ""
            : $"Each line is a complete trial, the strongest the best: trial {best.Number} with {SettingText.Of(best.Parameters)}.";
    }

    /// <summary>Why a trial ended as it did, or its progress.</summary>
    public static string Status(TrialView trial) => trial switch
    {
        { Reason.Length: > 0 } => trial.Reason,
        { State: "RUNNING", Reports: [.., var latest] } => $"{Format.Of(latest.Value, Digits)} after fold {latest.Step + 1}",
        { State: "RUNNING" } => "its first fold is being trained",
        { State: "WAITING" } => "waiting",
        _ => "",
    };

    /// <summary>What suggested a trial's settings; the first trial has the family's own.</summary>
    public static string Phase(TrialView trial) =>
        trial.Phase switch
        {
            not null when trial.Number == 0 => "own settings",
            1 => "random",
            2 => "TPE",
            3 => "fine-tuning",
            _ => "–",
        };

    public static string Duration(TrialView trial) =>
        trial is { Started: { } from, Completed: { } to } ? $"{Format.Of((to - from).TotalSeconds, 1)} s" : "–";
}
