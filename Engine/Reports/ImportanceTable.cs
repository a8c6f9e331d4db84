using System.Globalization;
using Huracan.Contracts.Reports;
using static Huracan.Engine.Reports.PageWriter;

namespace Huracan.Engine.Reports;

/// <summary>What a candidate makes of its features, as a drawing and tables.</summary>
internal static class ImportanceTable
{
    private const int Most = 20;

    public static void Write(PageWriter page, ImportanceReport report)
    {
        var part = report.Bars == report.ValidationBars ? "" : $" in {report.Blocks} evenly spaced blocks";
        page.Paragraph(string.Create(
            CultureInfo.InvariantCulture,
            $"Features: {report.Verdict} Measured on {report.Bars:N0} of the {report.ValidationBars:N0} bars of validation{part}, by the "
                + $"rise of the log loss ({Number(report.LogLoss, "F4")}) where a feature is moved in time. It tells what the model uses, "
                + $"not what moves prices."));
        FeatureImportance[] shown = [.. report.Features.Where(feature => feature.Increase.StandardError > 0).Take(Most)];
        if (shown.Length > 0)
            page.Svg(ImportanceChart.Render([.. shown.Select(feature => (feature.Feature, feature.Increase))]));
        page.Table(
            $"The {Math.Min(Most, report.Features.Count)} of {report.Features.Count} features with the greatest rise of the log loss, nats",
            [.. Headings("feature"), .. report.Measures.Select(measure => measure.Name.Replace('_', ' '))],
            report.Features.Take(Most).Select(feature => new[]
            {
                feature.Feature,
            }.Concat(Cells(feature.Increase)).Concat(report.Measures.Select(measure =>
                Number(feature.Measures.GetValueOrDefault(measure.Name, double.NaN), "G3"))).ToArray()));
        if (report.Measures.Count > 0)
            page.Paragraph(
                $"{string.Join("; ", report.Measures.Select(measure => $"{measure.Name.Replace('_', ' ')}: {measure.Meaning}"))}. "
                    + $"Over {report.ExplainedBars:N0} bars.");
        page.Table(
            "Correlated features, moved together",
            Headings("group"),
            report.Groups.Where(group => group.Features.Count > 1).Take(Most)
                .Select(group => new[] { string.Join(", ", group.Features) }.Concat(Cells(group.Increase)).ToArray()));
    }

    private static string[] Headings(string what) => [what, "rise", "error", "from", "to", "p", "corrected", "told from noise"];

    private static string[] Cells(LossIncrease rise) =>
    [
        Number(rise.Mean, "F5"), Number(rise.StandardError, "F5"), Number(rise.Low, "F5"), Number(rise.High, "F5"),
        Number(rise.PValue, "F3"), Number(rise.AdjustedPValue, "F3"), rise.IsTold ? "yes" : "no",
    ];
}
