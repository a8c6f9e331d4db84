using Huracan.Contracts;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Dashboard.Badges;

namespace Huracan.Dashboard.Models;

/// <summary>Filters of the models; null or empty takes all.</summary>
internal sealed record ModelsFilter(string? Timeframe, string? Action, string? Tier, string? Search)
{
    public IEnumerable<RankingRow> Of(IEnumerable<RankingRow> rows) => rows
        .Where(row =>
            Is(Timeframe, row.Timeframe.ToString()) && Is(Action, EnumText.Of(row.Action)) && Is(Tier, EnumText.Of(row.Tier))
            && MatchesSearch(row))
        .OrderByDescending(row => row.Score).ThenBy(row => row.Coin, StringComparer.Ordinal).ThenBy(row => row.Timeframe);

    /// <summary>The filters as a query string.</summary>
    public string Query => string.Join(
        '&',
        new (string Key, string? Value)[] { ("timeframe", Timeframe), ("action", Action), ("tier", Tier), ("search", Search) }
            .Where(pair => !string.IsNullOrWhiteSpace(pair.Value))
            .Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value ?? "")}"));

    private static bool Is(string? wanted, string value) => string.IsNullOrEmpty(wanted) || wanted == value;

    private bool MatchesSearch(RankingRow row) =>
        string.IsNullOrWhiteSpace(Search) || row.Coin.Contains(Search.Trim(), StringComparison.OrdinalIgnoreCase)
            || row.Family.Contains(Search.Trim(), StringComparison.OrdinalIgnoreCase);
}
