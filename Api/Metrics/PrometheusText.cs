using System.Globalization;
using System.Text;

namespace Huracan.Api.Metrics;

/// <summary>Writes figures as Prometheus reads them: its text format, version 0.0.4.</summary>
internal sealed class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";
    private readonly StringBuilder text = new();
    private string family = "";

    /// <summary>Labels in braces; nothing where there are none.</summary>
    public static string Labels(params ReadOnlySpan<(string Name, string Value)> labels)
    {
        var parts = new string[labels.Length];
        for (var i = 0; i < parts.Length; i++)
            parts[i] = $"{labels[i].Name}=\"{Escape(labels[i].Value).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
        return parts.Length == 0 ? "" : $"{{{string.Join(',', parts)}}}";
    }

    /// <summary>Begins a metric.</summary>
    public PrometheusText Family(string name, string type, string help)
    {
        family = name;
        text.Append("# HELP ").Append(name).Append(' ').Append(Escape(help)).Append('\n');
        text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        return this;
    }

    /// <summary>A value of the metric begun last.</summary>
    public PrometheusText Sample(string labels, double value) => Line("", labels, value);

    /// <summary>A histogram's counts per bucket, as they are, not summed up yet.</summary>
    public void Histogram(string labels, ReadOnlySpan<double> bounds, ReadOnlySpan<long> buckets, double sum, long count)
    {
        var start = labels.Length == 0 ? "{" : labels[..^1] + ",";
        var below = 0L;
        for (var i = 0; i < bounds.Length; i++)
            Line("_bucket", $"{start}le=\"{Number(bounds[i])}\"}}", below += buckets[i]);
        Line("_bucket", $"{start}le=\"+Inf\"}}", count);
        Line("_sum", labels, sum);
        Line("_count", labels, count);
    }

    public override string ToString() => text.ToString();

    private PrometheusText Line(string suffix, string labels, double value)
    {
        text.Append(family).Append(suffix).Append(labels).Append(' ').Append(Number(value)).Append('\n');
        return this;
    }

    private static string Number(double value) => double.IsNaN(value) ? "NaN" : double.IsInfinity(value) ? value > 0 ? "+Inf" : "-Inf" : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Escape(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
