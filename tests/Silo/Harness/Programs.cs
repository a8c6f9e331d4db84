namespace Huracan.Tests.Silo.Harness;

/// <summary>
/// The programs as their own builds left them. The copies beside this test are rewritten to count coverage, and processes that end together
/// would fight over the file of counts.
/// </summary>
internal static class Programs
{
    public static string Silo => Find("Silo", "Huracan.Silo.dll");

    public static string Api => Find("Api", "Huracan.Api.dll");

    public static string Dashboard => Find("Dashboard", "Huracan.Dashboard.dll");

    public static string AppHost => Find("AppHost", "Huracan.AppHost.dll");

    public static string Cli => Find("Cli", "huracan.dll");

    private static string Find(string project, string assembly)
    {
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../..", project, configuration, assembly));
    }
}
