using System.Text.Json;
using System.Text.RegularExpressions;

namespace Huracan.Tests.EndToEnd.Metrics;

/// <summary>The dashboard of the repository: what its panels ask Prometheus.</summary>
internal static partial class GrafanaDashboard
{
    /// <summary>The targets of all panels, Grafana's own variables replaced as it would.</summary>
    public static IReadOnlyList<PanelTarget> Targets()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "infra", "grafana", "huracan.json")));
        return
        [
            .. from panel in dashboard.RootElement.GetProperty("panels").EnumerateArray()
               from target in panel.GetProperty("targets").EnumerateArray()
               select new PanelTarget(
                   panel.GetProperty("title").GetString()!,
                   Intervals().Replace(target.GetProperty("expr").GetString()!, "5m"),
                   [.. Labels().Matches(target.GetProperty("legendFormat").GetString()!).Select(label => label.Groups[1].Value)]),
        ];
    }

    [GeneratedRegex(@"\$\{?__(?:rate_interval|interval|range)\}?")]
    private static partial Regex Intervals();

    [GeneratedRegex(@"\{\{\s*(\w+)\s*\}\}")]
    private static partial Regex Labels();

    /// <summary>One query of a panel.</summary>
    /// <param name="Panel">Title of the panel.</param>
    /// <param name="Expression">What Prometheus is asked.</param>
    /// <param name="Labels">The labels that the legend shows.</param>
    internal sealed record PanelTarget(string Panel, string Expression, IReadOnlyList<string> Labels);
}
