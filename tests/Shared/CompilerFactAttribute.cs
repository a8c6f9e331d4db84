namespace Huracan.Tests;

/// <summary>A test that compiles a little C, skipped visibly where there is no compiler; a build server must have one.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CompilerFactAttribute : FactAttribute
{
    public CompilerFactAttribute() => Skip = Requirement.Missing("cc");
}
