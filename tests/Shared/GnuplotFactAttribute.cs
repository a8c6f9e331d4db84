namespace Huracan.Tests;

/// <summary>A test that draws, skipped visibly where gnuplot is not installed; a build server must have it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GnuplotFactAttribute : FactAttribute
{
    public GnuplotFactAttribute()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (Environment.GetEnvironmentVariable("CI") is null && !folders.Any(x => File.Exists(Path.Combine(x, "gnuplot"))))
            Skip = "gnuplot is not installed";
    }
}
