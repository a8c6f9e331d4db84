namespace Huracan.Tests.Storage.Plots;

/// <summary>A test that draws, skipped visibly where gnuplot is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GnuplotFactAttribute : FactAttribute
{
    public GnuplotFactAttribute()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!folders.Any(x => File.Exists(Path.Combine(x, "gnuplot"))))
            Skip = "gnuplot is not installed";
    }
}
