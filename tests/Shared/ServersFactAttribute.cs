namespace Huracan.Tests;

/// <summary>A test that starts servers of its own, skipped visibly where one of their programs is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal class ServersFactAttribute : FactAttribute
{
    /// <param name="programs">As in <see cref="Requirement.Missing"/>.</param>
    public ServersFactAttribute(params string[] programs) => Skip = Requirement.Missing(programs);
}
