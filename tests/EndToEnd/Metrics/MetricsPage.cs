using System.Text.RegularExpressions;

namespace Huracan.Tests.EndToEnd.Metrics;

/// <summary>What <c>/metrics</c> answered, in Prometheus' text format.</summary>
internal sealed partial class MetricsPage
{
    private static readonly string[] Common = ["le", "otel_scope_name", "otel_scope_version", "otel_scope_schema_url"];

    public MetricsPage(string text)
    {
        var labels = new Dictionary<string, SortedSet<string>>();
        var name = "";
        foreach (var line in text.Split('\n'))
        {
            if (Types().Match(line) is { Success: true } type)
                labels[name = type.Groups[1].Value] = [];
            else if (!line.StartsWith('#') && Labels().Matches(line) is { Count: > 0 } found)
                labels[name].UnionWith(found.Select(label => label.Groups[1].Value).Except(Common));
        }
        Metrics = [.. labels.Select(metric => metric.Value.Count == 0 ? metric.Key : $"{metric.Key}{{{string.Join(',', metric.Value)}}}")];
    }

    /// <summary>The metrics with the labels of their own, such as <c>huracan_units{state}</c>.</summary>
    public IReadOnlyList<string> Metrics { get; }

    [GeneratedRegex(@"^# TYPE (\w+) ")]
    private static partial Regex Types();

    [GeneratedRegex("""[{,](\w+)="(?:\\.|[^"\\])*" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Labels();
}
