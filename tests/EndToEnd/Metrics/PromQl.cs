using System.Text.RegularExpressions;

namespace Huracan.Tests.EndToEnd.Metrics;

/// <summary>What a PromQL expression reads.</summary>
internal static partial class PromQl
{
    // With the first answer of that kind; before it there is none.
    private const string Rare = "http_response_status_code";

    /// <summary>The selectors of an expression, such as <c>up{job="api"}</c>: the metric's name and its matchers.</summary>
    public static IEnumerable<(string Name, string[] Matchers)> Selectors(string expression) =>
        from match in Tokens().Matches(expression)
        where match.Groups["name"].Success
        select (match.Groups["name"].Value, Matchers().Matches(match.Groups["matchers"].Value).Select(matcher => matcher.Value).ToArray());

    /// <summary>Why an expression cannot be answered: it is refused, or reads a metric, a label or a value that is not there.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(PrometheusServer prometheus, string expression)
    {
        List<string> faults = [];
        try
        {
            await prometheus.QueryAsync(expression);
        }
        catch (InvalidDataException refused)
        {
            faults.Add($"{expression}: {refused.Message}");
        }
        foreach (var (name, matchers) in Selectors(expression))
        {
            var series = await prometheus.QueryAsync(name);
            var frequent = $"{name}{{{string.Join(',', matchers.Where(matcher => LabelOf(matcher) != Rare))}}}";
            if (series.Count == 0)
                faults.Add($"{expression}: there is no metric {name}");
            else if (matchers.Select(LabelOf).FirstOrDefault(label => !series.Any(labels => labels.ContainsKey(label))) is { } missing)
                faults.Add($"{expression}: {name} has no label {missing}");
            else if ((await prometheus.QueryAsync(frequent)).Count == 0)
                faults.Add($"{expression}: there is no series {frequent}");
        }
        return faults;
    }

    private static string LabelOf(string matcher) => matcher[..matcher.AsSpan().IndexOfAny("=!~")];

    // Strings, ranges, lists of labels, operators, functions and numbers stand for no metric; a name that is left does.
    [GeneratedRegex("""
        "(?:\\.|[^"\\])*" | \[[^\]]*\]
        | \b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)
        | \b(?:and|or|unless|bool|offset)\b
        | [a-zA-Z_:][\w:]*(?=\s*\(|\s+(?:by|without)\b)
        | [0-9][\w.]*
        | (?<name>[a-zA-Z_:][\w:]*)(?<matchers>\{[^}]*\})?
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Tokens();

    [GeneratedRegex("""\w+(?:=~|!~|!=|=)"(?:\\.|[^"\\])*" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Matchers();
}
