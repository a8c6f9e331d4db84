using System.Globalization;
using System.Text.RegularExpressions;
using Huracan.Tests.Api.Harness;

namespace Huracan.Tests.Api.Metrics;

/// <summary>What <c>/metrics</c> answered.</summary>
internal sealed class Scrape(string page)
{
    public static async Task<Scrape> OfAsync(ApiHost host) => new(await host.Reader.GetStringAsync("/metrics"));

    public string Page => page;

    /// <summary>The value of the one series with these labels; null where there is none.</summary>
    public double? Value(string name, params (string Name, string Value)[] labels)
    {
        var found = Regex.Matches(page, $@"(?m)^{Regex.Escape(name)}(\{{(?<labels>.*)\}})? (?<value>\S+)")
            .Where(line => labels.All(label => line.Groups["labels"].Value.Split(',').Contains($"{label.Name}=\"{label.Value}\"")))
            .Select(line => double.Parse(line.Groups["value"].Value, CultureInfo.InvariantCulture)).ToArray();
        return found.Length == 0 ? null : found.Sum();
    }
}
