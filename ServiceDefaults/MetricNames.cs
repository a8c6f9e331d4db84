using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;

namespace Huracan.ServiceDefaults;

/// <summary>Names that OpenTelemetry allows and Prometheus' conventions do not.</summary>
internal static class MetricNames
{
    private const string Count = ".count";

    /// <summary>
    /// A gauge must not end in <c>_count</c>, which belongs to histograms: <c>x.thread.count</c> becomes <c>x.threads</c>.
    /// </summary>
    public static MetricStreamConfiguration? View(Instrument instrument) => instrument.Name.EndsWith(Count, StringComparison.Ordinal)
        ? new MetricStreamConfiguration { Name = $"{instrument.Name[..^Count.Length]}s" }
        : null;
}
