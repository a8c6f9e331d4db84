namespace Huracan.Tests;

/// <summary>A test that starts servers of its own, skipped visibly where they are not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PrometheusFactAttribute : FactAttribute
{
    public PrometheusFactAttribute() => Skip = Requirement.Missing("postgres", "prometheus", "promtool");
}
