using Huracan.Contracts.Http.Studies;
using Huracan.Dashboard.Studies;

namespace Huracan.Tests.Dashboard.Studies;

public class StudyPlotTests
{
    private static readonly StudyParameter[] Space =
    [
        new("depth", 2, 8, false, null), new("fixed", 5, 5, false, null),
        new("kind", null, null, false, [Trials.Json("wide"), Trials.Json("slim")]), new("rate", 0.001, 0.1, true, null),
    ];

    private static readonly TrialView[] Ended =
    [
        Trials.Of(0, "PRUNED", -0.3), Trials.Of(1, "COMPLETE", 0.1, rate: 0.05), Trials.Of(2, "COMPLETE", 0.3, depth: 7),
        Trials.Of(3, "FAIL", null), Trials.Of(4, "COMPLETE", 0.2),
        Trials.Of(5, "COMPLETE", 0.3), Trials.Of(6, "PRUNED", double.NaN), Trials.Of(7, "RUNNING", null),
    ];

    [Fact]
    public void The_best_value_rises_with_complete_trials_only_and_extends_to_the_last_trial()
    {
        var plot = StudyPlot.Of(Trials.Study("MAXIMIZE"), Ended);

        Assert.Equal([[1, 0.1], [2, 0.3], [4, 0.2], [5, 0.3]], plot.Complete);
        Assert.Equal([[0, -0.3]], plot.Pruned);
        Assert.Equal([[1, 0.1], [2, 0.3], [7, 0.3]], plot.Best);
    }

    [Fact]
    public void When_minimizing_the_best_value_falls() =>
        Assert.Equal(
            [[0, 3], [2, 1], [3, 1]],
            StudyPlot.Of(Trials.Study("MINIMIZE"), [.. new[] { 3.0, 4, 1, 2 }.Select((value, i) => Trials.Of(i, "COMPLETE", value))]).Best);

    [Fact]
    public void Varying_settings_are_axes_within_their_bounds_and_the_best_trial_is_on_top()
    {
        var plot = StudyPlot.Of(Trials.Study("MAXIMIZE", 2, 0.3, Space), Ended);

        Assert.Equal(["depth", "kind", "rate"], plot.Axes.Select(axis => axis.Name));
        Assert.Equal((0.001, 0.1, true, null), (plot.Axes[2].Low, plot.Axes[2].High, plot.Axes[2].Log, plot.Axes[2].Choices));
        Assert.Equal(["wide", "slim"], plot.Axes[1].Choices!);
        Assert.Equal([3.0, "wide", 0.05, 0.1], plot.Lines[0]);
        Assert.Equal([7.0, "wide", 0.01, 0.3], plot.Lines[^1]); // of two equals the earlier
        Assert.Equal(4, plot.Lines.Count);
    }

    [Fact]
    public void A_setting_that_a_trial_lacks_leaves_a_gap() =>
        Assert.Equal(
            [null, 0.5],
            StudyPlot.Of(
                Trials.Study("MAXIMIZE", 0, 0.5, new StudyParameter("other", 0, 1, false, null)),
                [Trials.Of(0, "COMPLETE", 0.5)]).Lines.Single());
}
