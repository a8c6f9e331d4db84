namespace Huracan.Tests;

/// <summary>A test in which a Prometheus of its own reads metrics.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PrometheusFactAttribute() : ServersFactAttribute("postgres", "prometheus", "promtool");
