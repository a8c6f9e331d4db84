using System.Globalization;
using Huracan.Contracts.Reports;
using Huracan.Engine.Reports.Charts;

namespace Huracan.Engine.Reports;

/// <summary>
/// The net edge of each unit with two standard errors to either side, as SVG: what reaches over zero is not told from luck.
/// </summary>
internal static class EdgeChart
{
    private const int NameWidth = 150;
    private const int RowHeight = 16;
    private const int Head = 26;
    private const int Foot = 22;
    private const double Errors = 2;

    /// <summary>Draws units that have traded and whose error is known.</summary>
    public static string Render(IReadOnlyList<UnitResult> units)
    {
        var svg = SvgChart.Begin(Head + units.Count * RowHeight + Foot, "Net edge per trade");
        SvgChart.Label(svg, NameWidth, 17, "start", "net edge per trade after all costs, basis points, and two standard errors");
        var low = Math.Min(0, units.Min(unit => Low(unit)));
        var high = Math.Max(0, units.Max(unit => High(unit)));
        if (high <= low)
            high = low + 1;
        double AtX(double value) => NameWidth + (SvgChart.Width - SvgChart.Right - NameWidth) * (value - low) / (high - low);
        var bottom = Head + units.Count * RowHeight;
        foreach (var tick in SvgChart.Ticks(low, high))
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<path d=\"M{AtX(tick):0.#} {Head}V{bottom}\" stroke=\"{(tick == 0 ? "#1b2733" : "#d6dde4")}\"/>\n");
            SvgChart.Label(svg, AtX(tick), bottom + 15, "middle", tick.ToString("0.##", CultureInfo.InvariantCulture));
        }
        for (var i = 0; i < units.Count; i++)
        {
            var (unit, y) = (units[i], Head + i * RowHeight + 8);
            SvgChart.Label(svg, NameWidth - 8, y + 4, "end", $"{unit.Unit}");
            var color = Low(unit) > 0 ? "#4c9f70" : High(unit) < 0 ? "#d1495b" : "#5b6770";
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<path d=\"M{AtX(Low(unit)):0.#} {y}H{AtX(High(unit)):0.#}\" stroke=\"{color}\" stroke-width=\"2\"/>"
                    + $"<circle cx=\"{AtX(unit.NetEdgeBps!.Value):0.#}\" cy=\"{y}\" r=\"3.5\" fill=\"{color}\"/>\n"); // as the caller chose
        }
        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>Whether a unit can be drawn.</summary>
    public static bool Has(UnitResult unit) =>
        unit is { NetEdgeBps: { } edge, NetEdgeError: { } error } && double.IsFinite(edge) && double.IsFinite(error);

    private static double Low(UnitResult unit) => unit.NetEdgeBps!.Value - Errors * unit.NetEdgeError!.Value; // as the caller chose

    private static double High(UnitResult unit) => unit.NetEdgeBps!.Value + Errors * unit.NetEdgeError!.Value; // as the caller chose
}
