namespace Huracan.Tests.Repo.Infra;

/// <summary>A test that asks kubectl, skipped visibly where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class KubectlFactAttribute : FactAttribute
{
    public KubectlFactAttribute() => Skip = Requirement.Missing("kubectl");
}
