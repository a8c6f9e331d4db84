using System.Globalization;
using Huracan.Contracts.Reports;
using Huracan.Engine.Reports;
using static Huracan.Engine.Reports.PageWriter;

namespace Huracan.Engine.Experiments.Report;

/// <summary><c>report.html</c> of an experiment.</summary>
public static class ExperimentPage
{
    /// <summary>The page as UTF-8.</summary>
    /// <param name="table">The models in their order.</param>
    /// <param name="results">All results.</param>
    /// <param name="runs">Name of the run of each seed.</param>
    public static byte[] Render(
        ExperimentTable table, IReadOnlyList<CandidateResult> results, IReadOnlyDictionary<string, string> runs)
    {
        var page = new PageWriter($"Experiment {table.Name}");
        page.Paragraph(table.Verdict, "action");
        page.Paragraph(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{SettingText.Of(table.Metric)} on validation of {table.Models.Count} models over {table.Blocks.Count} blocks "
                    + $"({SettingText.Of(table.Block)}) of {table.Series} series (coin, timeframe, horizon) with {table.Seeds.Count} seeds."
                    + $" The test parts were not opened. Models stop early on the part they are measured on, which favours those with "
                    + $"many epochs a little."));
        Standings(page, table, results);
        if (table.CriticalDifference is not null)
        {
            page.Heading("Ranks");
            page.Paragraph("Models under a common bar are not told apart by Nemenyi's test, all pairs compared.");
            page.Svg(RankDiagram.Render(table));
        }
        if (table.Comparisons.Count > 0)
            Comparisons(page, table);
        if (table.LeftOut.Count > 0)
            page.Table("Series left out of the comparison, for all models", ["series", "reason"], table.LeftOut.Select(one => new[]
            {
                one.Series, one.Reason,
            }));
        page.Table("Runs", ["seed", "run"], runs.Select(pair => new[] { pair.Key, pair.Value }));
        return page.End();
    }

    private static void Standings(PageWriter page, ExperimentTable table, IReadOnlyList<CandidateResult> results) => page.Table(
        "Models by their mean rank; spreads are standard deviations",
        [
            "model", "mean rank", "over series", "mean", "spread over blocks", "spread over seeds", "processor s", "memory, MiB at most",
        ],
        table.Models.Select(model => new[]
        {
            model.Model, Number(model.MeanRank, "F2"), Number(model.MeanSeriesRank, "F2"), Number(model.Mean, "F4"),
            Number(model.BlockSpread, "F4"), Number(model.SeedSpread, "F4"), Number(ModelCost.ProcessorSeconds(results, model.Model), "F1"),
            Number(ModelCost.SufficientMebibytes(results, model.Model), "F0"),
        }));

    private static void Comparisons(PageWriter page, ExperimentTable table)
    {
        var friedman = table.Friedman!; // tested, as the comparisons are
        page.Paragraph(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Friedman: chi-square {friedman.ChiSquare:0.00}, p = {friedman.ChiSquarePValue:0.0000}; Iman and Davenport: F "
                    + $"{friedman.F:0.00}, p = {friedman.PValue:0.0000}. Nemenyi's critical difference of mean ranks is "
                    + $"{table.CriticalDifference:0.00} at {table.Alpha:0.###}."));
        page.Table(
            $"Beside {table.Control}, by blocks",
            ["model", "mean difference", "better", "worse", "p, Wilcoxon", "p, Holm", "p, joint", "differs"],
            table.Comparisons.Select(one => new[]
            {
                one.Model, Number(one.MeanDifference, "+0.0000;-0.0000"), Number(one.Better, "F0"), Number(one.Worse, "F0"),
                Number(one.PValue, "F4"), Number(one.HolmPValue, "F4"), Number(one.JointPValue, "F4"),
                one.JointPValue > table.Alpha ? "no" : one.MeanDifference > 0 ? "better" : "worse",
            }));
        page.Paragraph(
            "The verdict rests on the joint p-value. Holm's correction knows nothing of how models err together, and cannot fall below its "
                + "number of comparisons times the least p-value that so many blocks allow.");
    }
}
