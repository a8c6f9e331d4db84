using Huracan.Api.Errors;
using Huracan.Contracts;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Contracts.Trading;

namespace Huracan.Api.Models;

/// <summary>Filter and order of the models; equal rows are ordered by coin and timeframe.</summary>
internal sealed record ModelQuery(Timeframe? Timeframe, GateAction? Action, QualityTier? Tier, string Sort)
{
    private static readonly string[] Sorts = ["score", "net_edge", "coin", "as_of"];

    /// <exception cref="RequestValidationException">With every error.</exception>
    public static ModelQuery Parse(string? timeframe, string? action, string? tier, string? sort)
    {
        var errors = new RequestErrors();
        Contracts.Timeframe length = default;
        if (timeframe is not null && !Contracts.Timeframe.TryParse(timeframe, out length))
            errors.Add("timeframe", $"'{RequestValidation.Truncate(timeframe)}' is no timeframe; they look like 15m, 1h, 4h, 1d.");
        var wantedAction = One("action", action, Enum.GetValues<GateAction>(), value => value.Text());
        var wantedTier = One("tier", tier, Enum.GetValues<QualityTier>(), value => value.Text());
        if (sort is not null && !Sorts.Contains(sort))
            errors.Add("sort", $"'{RequestValidation.Truncate(sort)}' must be one of {string.Join(", ", Sorts)}.");
        errors.ThrowIfAny();
        return new ModelQuery(timeframe is null ? null : length, wantedAction, wantedTier, sort ?? "score");

        T? One<T>(string name, string? text, T[] values, Func<T, string> word)
            where T : struct
        {
            if (text is null)
                return null;
            var found = Array.FindIndex(values, value => word(value) == text);
            if (found < 0)
                errors.Add(name, $"'{RequestValidation.Truncate(text)}' must be one of {string.Join(", ", values.Select(word))}.");
            return found < 0 ? null : values[found];
        }
    }

    public IReadOnlyList<RankingRow> Apply(IEnumerable<RankingRow> rows)
    {
        var filtered = rows.Where(row =>
            (Timeframe is null || row.Timeframe == Timeframe) && (Action is null || row.Action == Action)
                && (Tier is null || row.Tier == Tier));
        var ordered = Sort switch
        {
            "net_edge" => filtered.OrderByDescending(row => row.NetEdgeBps ?? double.NegativeInfinity),
            "as_of" => filtered.OrderByDescending(row => row.AsOf),
            "coin" => filtered.OrderBy(row => row.Coin, StringComparer.Ordinal),
            _ => filtered.OrderByDescending(row => row.Score),
        };
        return [.. ordered.ThenBy(row => row.Coin, StringComparer.Ordinal).ThenBy(row => row.Timeframe)];
    }
}
