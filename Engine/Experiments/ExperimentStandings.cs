using Huracan.Contracts.Reports;
using Huracan.Engine.Experiments.Comparison;

namespace Huracan.Engine.Experiments;

/// <summary>Makes an experiment's table of its results: averages over seeds, then over what a block holds, and tests the blocks.</summary>
public static class ExperimentStandings
{
    /// <summary>Makes the table.</summary>
    /// <param name="name">The experiment.</param>
    /// <param name="settings">How models are compared, and which there are.</param>
    /// <param name="results">One result of each series, model and seed.</param>
    public static ExperimentTable Of(string name, ExperimentSettings settings, IReadOnlyList<CandidateResult> results)
    {
        var models = settings.Run.Models;
        var all = results.GroupBy(one => new Series(one.Unit.Coin, $"{one.Unit.Timeframe}", one.Horizon, one.Unit.Timeframe.Minutes))
            .OrderBy(group => group.Key.Coin, StringComparer.Ordinal).ThenBy(group => group.Key.Minutes).ThenBy(group => group.Key.Horizon)
            .ToList();
        var complete = all.Where(group => Missing(settings, group) is null).ToList();
        // [series][model][seed]
        var values = complete.Select(group => models.Select(model => settings.Seeds.Select(seed =>
            group.Single(one => one.Model == model && one.Seed == seed).Value(settings.Metric)).ToArray()).ToArray()).ToList();
        var means = values.Select(series => Array.ConvertAll(series, seeds => seeds.Average())).ToList();
        var blocks = complete.Zip(means).GroupBy(pair => BlockOf(settings.Block, pair.First.Key))
            .Select(group => (Name: group.Key, Values: models.Select((_, i) => group.Average(pair => pair.Second[i])).ToArray()))
            .ToList();
        var rows = blocks.ConvertAll(block => block.Values);

        var (ranks, seriesRanks) = (MeanRanks(models.Count, rows), MeanRanks(models.Count, means));
        ModelStanding[] standings =
        [
            .. models.Select((model, i) => new ModelStanding(
                    model, ranks[i], seriesRanks[i], Mean(rows.Select(row => row[i])), Spread([.. rows.Select(row => row[i])]),
                    Pooled(values.Select(series => series[i]))))
                .OrderBy(one => one.MeanRank).ThenByDescending(one => one.Mean).ThenBy(one => one.Model, StringComparer.Ordinal),
        ];
        var isTested = rows.Count >= 2;
        var friedman = isTested ? FriedmanTest.Of(rows) : null;
        double? critical = isTested ? NemenyiTest.CriticalDifference(models.Count, rows.Count, settings.Alpha) : null;
        var comparisons = isTested ? Compare(settings, rows, [.. standings.Select(one => one.Model)]) : [];
        return new ExperimentTable(
            name, settings.Metric, settings.Block, [.. blocks.Select(block => block.Name)], complete.Count, settings.Seeds, settings.Alpha,
            settings.Control, standings, friedman, critical,
            critical is { } distance
                ? [.. NemenyiTest.Groups([.. standings.Select(one => one.MeanRank)], distance).Select(group =>
                    standings[group.First..(group.Last + 1)].Select(one => one.Model).ToArray())]
                : [],
            comparisons,
            [.. all.Select(group => (group.Key, Reason: Missing(settings, group))).Where(one => one.Reason is not null)
                .Select(one => new SeriesLeftOut($"{one.Key.Coin}/{one.Key.Timeframe}/h{one.Key.Horizon}", one.Reason!))], // as filtered
            ExperimentVerdict.Of(settings, rows.Count, friedman, comparisons));
    }

    // What keeps a series from being compared; null where every model has a result with every seed.
    private static string? Missing(ExperimentSettings settings, IEnumerable<CandidateResult> series)
    {
        var known = series.ToDictionary(one => (one.Model, one.Seed));
        foreach (var model in settings.Run.Models)
        {
            foreach (var seed in settings.Seeds)
            {
                if (!known.TryGetValue((model, seed), out var one))
                    return FormattableString.Invariant($"{model} with seed {seed}: not trained.");
                if (one.Status != UnitStatus.Done)
                    return FormattableString.Invariant(
                        $"{model} with seed {seed} {one.Status.ToString().ToLowerInvariant()}: {one.Reason}");
                if (!double.IsFinite(one.Value(settings.Metric)))
                    return FormattableString.Invariant($"{model} with seed {seed}: {SettingText.Of(settings.Metric)} is no number.");
            }
        }
        return null;
    }

    private static string BlockOf(ExperimentBlock block, Series series) => block switch
    {
        ExperimentBlock.Unit => $"{series.Coin}/{series.Timeframe}",
        ExperimentBlock.Series => FormattableString.Invariant($"{series.Coin}/{series.Timeframe}/h{series.Horizon}"),
        _ => series.Coin,
    };

    private static double[] MeanRanks(int models, List<double[]> rows)
    {
        var ranks = rows.ConvertAll(row => Ranks.Of(Array.ConvertAll(row, value => -value)));
        return [.. Enumerable.Range(0, models).Select(i => Mean(ranks.Select(row => row[i])))];
    }

    private static List<ControlComparison> Compare(ExperimentSettings settings, List<double[]> rows, string[] order)
    {
        var models = settings.Run.Models;
        var control = models.IndexOf(settings.Control);
        var others = order.Where(model => model != settings.Control).ToArray();
        var differences = others.Select(model => models.IndexOf(model))
            .Select(i => rows.Select(row => row[i] - row[control]).ToArray())
            .ToArray();
        var alone = Array.ConvertAll(differences, SignedRankTest.PValue);
        var (holm, joint) = (HolmCorrection.Of(alone), JointSignTest.PValues(differences));
        return
        [
            .. others.Select((model, i) => new ControlComparison(
                model, differences[i].Average(), differences[i].Count(value => value > 0), differences[i].Count(value => value < 0),
                alone[i], holm[i], joint[i])),
        ];
    }

    private static double Mean(IEnumerable<double> values) => values.DefaultIfEmpty(double.NaN).Average();

    private static double? Spread(double[] values)
    {
        if (values.Length < 2)
            return null;
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }

    private static double? Pooled(IEnumerable<double[]> series)
    {
        double[] variances = [.. series.Select(Spread).OfType<double>().Select(spread => spread * spread)];
        return variances.Length == 0 ? null : Math.Sqrt(variances.Average());
    }

    private readonly record struct Series(string Coin, string Timeframe, int Horizon, int Minutes);
}
