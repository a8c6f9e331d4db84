namespace Huracan.Tests.Repo.Infra;

/// <summary>A test that asks promtool, skipped visibly where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PromtoolFactAttribute : FactAttribute
{
    public PromtoolFactAttribute() => Skip = Requirement.Missing("promtool");
}
