using System.Globalization;
using System.Text;
using Huracan.Contracts.Trading;
using Huracan.Engine.Reports.Charts;

namespace Huracan.Engine.Reports;

/// <summary>Regimes over time as rows of coloured strips, one row a unit, as SVG.</summary>
internal static class RegimeMap
{
    private const int Columns = 400;
    private const int NameWidth = 150;
    private const int RowHeight = 16;
    private const int Head = 26;
    private const int Foot = 20;

    /// <summary>Draws the map; rows share one axis of time, and what a row does not cover stays empty.</summary>
    /// <param name="rows">Name, open times in ms UTC, ascending, and the regime at each.</param>
    public static string Render(IReadOnlyList<(string Name, long[] Times, MarketRegime[] Regimes)> rows)
    {
        var svg = SvgChart.Begin(Head + rows.Count * RowHeight + Foot, "Regimes over the test part");
        var x = (double)NameWidth;
        foreach (var regime in Enum.GetValues<MarketRegime>())
        {
            svg.Append(
                CultureInfo.InvariantCulture, $"<rect x=\"{x:0}\" y=\"6\" width=\"12\" height=\"12\" fill=\"{ColorOf(regime)}\"/>\n");
            SvgChart.Label(svg, x + 17, 17, "start", SettingText.Of(regime));
            x += 100;
        }
        var (from, to) = (rows.Min(row => row.Times[0]), rows.Max(row => row.Times[^1]) + 1);
        for (var i = 0; i < rows.Count; i++)
        {
            var top = Head + i * RowHeight;
            SvgChart.Label(svg, NameWidth - 8, top + 12, "end", rows[i].Name);
            Strip(svg, rows[i].Times, rows[i].Regimes, from, to, top);
        }
        var bottom = Head + rows.Count * RowHeight + 14;
        SvgChart.Label(svg, NameWidth, bottom, "start", SvgChart.Day(from));
        SvgChart.Label(svg, SvgChart.Width - SvgChart.Right, bottom, "end", SvgChart.Day(to));
        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>Share of the bars that each regime has, those that occur, by regime.</summary>
    public static string Shares(MarketRegime[] regimes) => string.Join(", ", regimes.GroupBy(regime => regime).OrderBy(group => group.Key)
        .Select(group => string.Create(
            CultureInfo.InvariantCulture, $"{SettingText.Of(group.Key)} {(double)group.Count() / regimes.Length:P0}")));

    // A column has the regime that is most frequent in its time; neighbours of one regime are one rectangle.
    private static void Strip(StringBuilder svg, long[] times, MarketRegime[] regimes, long from, long to, int top)
    {
        var counts = new int[Columns][];
        for (var i = 0; i < times.Length; i++)
        {
            var column = (int)((times[i] - from) * (double)Columns / (to - from));
            counts[column] ??= new int[Enum.GetValues<MarketRegime>().Length];
            counts[column][(int)regimes[i]]++;
        }
        double AtX(int column) => NameWidth + (SvgChart.Width - SvgChart.Right - NameWidth) * (double)column / Columns;
        for (var start = 0; start < Columns;)
        {
            var regime = Most(counts[start]);
            var end = start + 1;
            while (end < Columns && Most(counts[end]) == regime)
                end++;
            if (regime is { } shown)
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<rect x=\"{AtX(start):0.#}\" y=\"{top}\" width=\"{AtX(end) - AtX(start):0.#}\" height=\"{RowHeight - 2}\" "
                        + $"fill=\"{ColorOf(shown)}\"/>\n");
            start = end;
        }
    }

    private static MarketRegime? Most(int[]? counts) => counts is null ? null : (MarketRegime)Array.IndexOf(counts, counts.Max());

    private static string ColorOf(MarketRegime regime) => regime switch
    {
        MarketRegime.Trend => "#4c9f70",
        MarketRegime.Range => "#9bb8d3",
        MarketRegime.Panic => "#d1495b",
        MarketRegime.Illiquid => "#e0b04c",
        _ => "#e6e9ec",
    };
}
