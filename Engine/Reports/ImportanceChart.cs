using System.Globalization;
using Huracan.Contracts.Reports;
using Huracan.Engine.Reports.Charts;

namespace Huracan.Engine.Reports;

/// <summary>The rise of the log loss of each feature with its 95 % interval, as SVG; what is told from noise is coloured.</summary>
internal static class ImportanceChart
{
    private const int NameWidth = 170;
    private const int RowHeight = 18;
    private const int Head = 26;
    private const int Foot = 22;

    /// <summary>Draws bars, one or more, whose errors are known.</summary>
    public static string Render(IReadOnlyList<(string Name, LossIncrease Rise)> bars)
    {
        var svg = SvgChart.Begin(Head + bars.Count * RowHeight + Foot, "Importance of features");
        SvgChart.Label(svg, NameWidth, 17, "start", "rise of the log loss on validation, nats, and its 95 % interval");
        var low = Math.Min(0, bars.Min(bar => bar.Rise.Low));
        var high = Math.Max(0, bars.Max(bar => bar.Rise.High));
        if (high <= low)
            high = low + 1;
        double AtX(double value) => NameWidth + (SvgChart.Width - SvgChart.Right - NameWidth) * (value - low) / (high - low);
        var bottom = Head + bars.Count * RowHeight;
        foreach (var tick in SvgChart.Ticks(low, high))
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<path d=\"M{AtX(tick):0.#} {Head}V{bottom}\" stroke=\"{(tick == 0 ? "#1b2733" : "#d6dde4")}\"/>\n");
            SvgChart.Label(svg, AtX(tick), bottom + 15, "middle", tick.ToString("0.######", CultureInfo.InvariantCulture));
        }
        for (var i = 0; i < bars.Count; i++)
        {
            var (rise, y) = (bars[i].Rise, Head + i * RowHeight + 9);
            SvgChart.Label(svg, NameWidth - 8, y + 4, "end", bars[i].Name);
            var (left, right) = (AtX(Math.Min(0, rise.Mean)), AtX(Math.Max(0, rise.Mean)));
            var color = !rise.IsTold ? "#5b6770" : rise.Mean > 0 ? "#4c9f70" : "#d1495b";
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<rect x=\"{left:0.#}\" y=\"{y - 5}\" width=\"{right - left:0.#}\" height=\"10\" fill=\"{color}\" fill-opacity=\".6\"/>"
                    + $"<path d=\"M{AtX(rise.Low):0.#} {y}H{AtX(rise.High):0.#}\" stroke=\"#1b2733\"/>\n");
        }
        return svg.Append("</svg>\n").ToString();
    }
}
