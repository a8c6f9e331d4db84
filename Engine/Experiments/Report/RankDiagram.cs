using System.Globalization;
using System.Text;
using Huracan.Engine.Reports.Charts;

namespace Huracan.Engine.Experiments.Report;

/// <summary>
/// Mean ranks of models on a line, the best to the left, the critical difference above it, and bars that join models which Nemenyi's test
/// does not tell apart (after Demšar, 2006, figure 1), as SVG.
/// </summary>
internal static class RankDiagram
{
    private const int Edge = 170;
    private const int Axis = 70;
    private const int GroupHeight = 9;
    private const int RowHeight = 20;
    private const string Ink = "#1b2733";

    /// <summary>Draws a table whose models were tested.</summary>
    public static string Render(ExperimentTable table)
    {
        var models = table.Models;
        var critical = table.CriticalDifference ?? throw new ArgumentException("The models were not tested.", nameof(table));
        var left = (models.Count + 1) / 2;
        var names = Axis + 18 + table.Groups.Count * GroupHeight;
        var svg = SvgChart.Begin(names + left * RowHeight + 10, "Mean ranks and critical difference");
        Line(svg, Edge, Axis, SvgChart.Width - Edge, Axis, 1);
        for (var rank = 1; rank <= models.Count; rank++)
        {
            Line(svg, X(rank), Axis - 5, X(rank), Axis, 1);
            SvgChart.Label(svg, X(rank), Axis - 9, "middle", rank.ToString(CultureInfo.InvariantCulture));
        }
        var shown = Math.Min(critical, models.Count - 1); // of so few blocks it may be more than all ranks
        Line(svg, X(1), 32, X(1 + shown), 32, 2);
        SvgChart.Label(
            svg, X(1), 24, "start", string.Create(CultureInfo.InvariantCulture, $"critical difference {critical:0.00}"));
        for (var i = 0; i < table.Groups.Count; i++)
        {
            var joined = table.Groups[i];
            var y = Axis + 10 + i * GroupHeight;
            Line(svg, X(RankOf(joined[0])) - 4, y, X(RankOf(joined[^1])) + 4, y, 4);
        }
        for (var i = 0; i < models.Count; i++)
        {
            var isLeft = i < left;
            var y = names + (isLeft ? i : models.Count - 1 - i) * RowHeight;
            var (x, end) = (X(models[i].MeanRank), isLeft ? Edge - 10 : SvgChart.Width - Edge + 10);
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<path d=\"M{x:0.#} {Axis}V{y}H{end}\" fill=\"none\" stroke=\"{Ink}\" stroke-width=\"1\"/>\n");
            SvgChart.Label(
                svg, isLeft ? end - 6 : end + 6, y + 4, isLeft ? "end" : "start",
                string.Create(CultureInfo.InvariantCulture, $"{models[i].Model} {models[i].MeanRank:0.00}"));
        }
        return svg.Append("</svg>\n").ToString();

        double X(double rank) => Edge + (SvgChart.Width - 2.0 * Edge) * (rank - 1) / (models.Count - 1);

        double RankOf(string model) => models.First(one => one.Model == model).MeanRank;
    }

    private static void Line(StringBuilder svg, double x, double y, double toX, double toY, int width) => svg.Append(
        CultureInfo.InvariantCulture,
        $"<path d=\"M{x:0.#} {y:0.#}L{toX:0.#} {toY:0.#}\" stroke=\"{Ink}\" stroke-width=\"{width}\"/>\n");
}
