using System.Globalization;
using Huracan.Contracts.Reports;

namespace Huracan.Engine.Reports;

/// <summary>A candidate's edge as rows of text: market orders, then resting ones, each in all and by regime.</summary>
internal static class EdgeTable
{
    public static string[] Headings { get; } =
        ["entry", "regime", "trades", "filled", "gross", "fees", "spread", "slippage", "impact", "funding", "net", "error", "capacity"];

    public static string Caption(EdgeReport edge) => FormattableString.Invariant(
        $"Edge per trade, basis points; half-spread {edge.Spread.HalfSpreadBps:0.##}, {edge.Spread.Origin.ToString().ToLowerInvariant()}");

    public static IEnumerable<string[]> Rows(EdgeReport edge, string coin) =>
        Rows("taker", edge.Taker, coin).Concat(Rows("maker", edge.Maker, coin));

    private static IEnumerable<string[]> Rows(string name, EntryEdge entry, string coin) =>
        entry.Regimes.OrderBy(pair => pair.Key).Select(pair => Row(name, pair.Key.ToString().ToLowerInvariant(), "", pair.Value, coin))
            .Prepend(Row(name, "all", Number(entry.FillShare, "P0"), entry.Total, coin));

    private static string[] Row(string name, string regime, string filled, EdgeFigures figures, string coin) =>
    [
        name, regime, figures.Trades.ToString(CultureInfo.InvariantCulture), filled,
        .. new[] { figures.Gross, figures.Fees, figures.Spread, figures.Slippage, figures.Impact, figures.Funding, figures.Net }
            .Select(part => Number(part.Bps, "F1")),
        Number(figures.Net.StandardError, "F1"),
        PageWriter.Capacity(figures.Capacity?.Notional, coin),
    ];

    private static string Number(double value, string format) =>
        double.IsNaN(value) ? "–" : value.ToString(format, CultureInfo.InvariantCulture);
}
