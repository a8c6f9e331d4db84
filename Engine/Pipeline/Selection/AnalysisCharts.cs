using System.Globalization;
using Huracan.Engine.Pipeline.Extension;
using Huracan.Engine.Pipeline.Tuning;
using Huracan.Engine.Reports.Charts;
using Huracan.Engine.Search.Studies;

namespace Huracan.Engine.Pipeline.Selection;

/// <summary>Charts of a search that was analysed.</summary>
public static class AnalysisCharts
{
    private const double BestShare = 0.2;
    private const double MostOfOneScale = 30; // above this ratio the axis is logarithmic

    /// <summary>All charts of a search that was analysed, by the name of their file.</summary>
    public static IEnumerable<(string Name, Chart Chart)> Of(string title, StudyResults study, ExtendedResults extended)
    {
        yield return ("history", HistoryChart.Of(title, Points(study)));
        if (study.Ranked().Count >= 2)
            yield return ("parallel_coordinates", ParallelCoordinates(title, study));
        if (study.Importance is { Count: > 0 } importance)
            yield return ("importance", Importance(title, importance));
        yield return ("fold_spread", FoldSpread(title, extended));
    }

    private static IReadOnlyList<HistoryPoint> Points(StudyResults study)
    {
        double? best = null;
        return [.. study.Trials.Select(trial =>
        {
            if (trial is { State: TrialState.Complete, Value: { } value } && !(best >= value))
                best = value;
            return new HistoryPoint(trial.Number, trial.Phase, trial.State, trial.Value, best);
        })];
    }

    // A line per complete trial over the searched settings, each between its least and greatest value tried.
    private static Chart ParallelCoordinates(string title, StudyResults study)
    {
        var ranked = study.Ranked();
        var names = ranked[0].Settings.Keys.Where(name => ranked.Select(trial => trial.Settings[name]).Distinct().Skip(1).Any())
            .Order(StringComparer.Ordinal)
            .ToArray();
        var best = Math.Max(1, (int)(ranked.Count * BestShare));
        string[] axes = [.. names.Select(Axis), "skill"];
        return new Chart(
            $"{title}: settings of the trials", "",
            new ChartPanel("least to greatest value tried", Lines("the others", ranked.Skip(best)), Lines("best fifth", ranked.Take(best))))
        {
            XNames = axes,
        };

        string Axis(string name)
        {
            var values = ranked.Select(trial => trial.Settings[name]).ToArray();
            return string.Create(
                CultureInfo.InvariantCulture, $"{name} {values.Min():G3}–{values.Max():G3}{(IsLogarithmic(values) ? " (log)" : "")}");
        }

        ChartSeries Lines(string name, IEnumerable<TrialResult> trials)
        {
            var (x, y) = (new List<double>(), new List<double>());
            foreach (var trial in trials)
            {
                for (var place = 0; place <= names.Length; place++)
                {
                    x.Add(place);
                    y.Add(
                        place < names.Length
                            ? Share(trial, other => other.Settings[names[place]])
                            : Share(trial, other => other.Value ?? 0));
                }
                x.Add(names.Length);
                y.Add(double.NaN); // NaN breaks the line
            }
            return new ChartSeries(name, [.. x], [.. y]);
        }

        double Share(TrialResult trial, Func<TrialResult, double> of)
        {
            var values = ranked.Select(of).ToArray();
            Func<double, double> scale = IsLogarithmic(values) ? Math.Log : value => value;
            var (least, most) = (scale(values.Min()), scale(values.Max()));
            return most > least ? (scale(of(trial)) - least) / (most - least) : 0.5;
        }
    }

    private static bool IsLogarithmic(double[] values) => values.Min() > 0 && values.Max() / values.Min() >= MostOfOneScale;

    private static Chart Importance(string title, IReadOnlyList<ParameterShare> importance)
    {
        double[] places = [.. Enumerable.Range(0, importance.Count).Select(place => (double)place)];
        return new Chart(
            $"{title}: what the skill depends on", "",
            new ChartPanel(
                "share of the variance", new ChartSeries("importance", places, [.. importance.Select(one => one.Share)], ChartStyle.Bars)))
        {
            XNames = [.. importance.Select(one => one.Name)],
        };
    }

    private static Chart FoldSpread(string title, ExtendedResults extended)
    {
        var configurations = extended.Configurations;
        double[] places = [.. configurations.Select((_, place) => (double)place)];
        var folds = configurations.SelectMany((one, place) => one.Folds.Select(fold => ((double)place, fold.Skill))).ToArray();
        return new Chart($"{title}: cross-validation", "", new ChartPanel(
            "skill", new ChartSeries("mean", places, [.. configurations.Select(one => one.MeanSkill)], ChartStyle.Bars),
            new ChartSeries("folds", [.. folds.Select(fold => fold.Item1)], [.. folds.Select(fold => fold.Skill)], ChartStyle.Points)))
        {
            XNames = [.. configurations.Select(one => one.Source)],
        };
    }
}
