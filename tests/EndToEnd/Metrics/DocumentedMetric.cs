using System.Text.RegularExpressions;

namespace Huracan.Tests.EndToEnd.Metrics;

/// <summary>A metric, or a family such as <c>dotnet_*</c>, in the table of docs/deploy.md.</summary>
/// <param name="Text">As it is written there, with its labels.</param>
/// <param name="Hosts">The hosts that have it, as it is written there.</param>
internal sealed partial record DocumentedMetric(string Text, string Hosts)
{
    /// <summary>Whether it stands for all metrics that begin so.</summary>
    public bool IsFamily => Text.EndsWith('*');

    /// <summary>What the names of a family begin with.</summary>
    public string Prefix => Text.TrimEnd('*');

    public static IReadOnlyList<DocumentedMetric> All() =>
    [
        .. from row in Rows().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "deploy.md")))
           from name in Names().Matches(row.Groups["names"].Value)
           select new DocumentedMetric(name.Groups[1].Value, row.Groups["hosts"].Value),
    ];

    public bool IsOf(string host) => Hosts == "all" || Hosts.Split(", ").Contains(host, StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"(?m)^\| (?<names>`[a-z]+_.*?`) \| (?<hosts>[^|]+) \|")]
    private static partial Regex Rows();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Names();
}
