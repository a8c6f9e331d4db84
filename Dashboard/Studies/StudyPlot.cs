using System.Text.Json;
using Huracan.Contracts.Http.Studies;

namespace Huracan.Dashboard.Studies;

/// <summary>A study as its charts draw it.</summary>
/// <param name="Complete">Number and value of each complete trial.</param>
/// <param name="Pruned">Number and last report of each pruned one.</param>
/// <param name="Best">Number and best value so far, from the first complete trial on.</param>
/// <param name="Axes">The settings that vary.</param>
/// <param name="Lines">Of each complete trial the value on every axis, and last its value; the best trial comes last, so that it lies above
/// the others.</param>
public sealed record StudyPlot(
    IReadOnlyList<double[]> Complete, IReadOnlyList<double[]> Pruned, IReadOnlyList<double[]> Best, IReadOnlyList<PlotAxis> Axes,
    IReadOnlyList<object?[]> Lines)
{
    public static StudyPlot Of(StudyView study, IReadOnlyList<TrialView> trials)
    {
        var isLess = study.Direction == "MINIMIZE";
        var complete = trials.Where(trial => trial.State == "COMPLETE" && IsFinite(trial)).ToArray();
        var axes = study.Parameters.Where(parameter => parameter.Choices is { Count: > 1 } || parameter.Low < parameter.High)
            .Select(parameter =>
                new PlotAxis(
                    parameter.Name, parameter.Low, parameter.High, parameter.Log,
                    parameter.Choices?.Select(choice => SettingText.Of(choice)).ToArray())).ToArray();
        var ranked = complete.OrderBy(trial => isLess ? -trial.Value : trial.Value).ThenByDescending(trial => trial.Number);
        return new StudyPlot(
            Points(complete), Points(trials.Where(trial => trial.State == "PRUNED" && IsFinite(trial))),
            BestSoFar(complete, trials.Count, isLess), axes,
            [.. ranked.Select(trial => (object?[])[.. axes.Select(axis => On(axis, trial)), trial.Value])]);
    }

    private static bool IsFinite(TrialView trial) => trial.Value is { } value && double.IsFinite(value);

    // finite, as filtered
    private static double[][] Points(IEnumerable<TrialView> trials) =>
        [.. trials.Select(trial => new[] { trial.Number, trial.Value ?? double.NaN })];

    private static List<double[]> BestSoFar(TrialView[] complete, int count, bool isLess)
    {
        var steps = new List<double[]>();
        foreach (var (number, value) in complete.Select(trial => (trial.Number, trial.Value ?? double.NaN)))
        {
            if (steps.Count == 0 || (isLess ? value < steps[^1][1] : value > steps[^1][1]))
                steps.Add([number, value]);
        }
        if (steps.Count > 0 && steps[^1][0] < count - 1)
            steps.Add([count - 1, steps[^1][1]]);
        return steps;
    }

    private static object? On(PlotAxis axis, TrialView trial)
    {
        if (!trial.Parameters.TryGetValue(axis.Name, out var value))
            return null;
        return axis.Choices is not null ? SettingText.Of(value) : value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
    }
}
