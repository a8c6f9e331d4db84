using System.Diagnostics;

namespace Huracan.Tests.Repo;

/// <summary>tests/coverage.awk, which decides whether enough lines are covered.</summary>
public sealed class CoverageScriptTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("huracan-coverage-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_line_counts_as_covered_when_any_report_hit_it()
    {
        // The two reports start their file names from different folders, as coverlet's do.
        var first = Report("a.xml", "Market/Series.cs", (1, 1), (2, 0), (3, 0), (4, 0));
        var second = Report("b.xml", "Engine/Market/Series.cs", (1, 0), (2, 7), (3, 1), (4, 0));
        Assert.Equal((0, "coverage   Product 75.0 % of 4 lines\n"), Run(75, "Product", first, second));
    }

    [Fact]
    public void Too_little_is_a_failure()
    {
        var report = Report("a.xml", "Series.cs", (1, 1), (2, 0));
        Assert.Equal((1, "coverage   Product 50.0 % of 2 lines: below 51 %\n"), Run(51, "Product", report));
    }

    [Fact]
    public void An_assembly_in_no_report_is_a_failure()
    {
        var report = Report("a.xml", "Series.cs", (1, 1));
        Assert.Equal((1, "coverage   Product 100.0 % of 1 lines\ncoverage   Other: not measured\n"), Run(80, "Product Other", report));
        Assert.Equal((1, "coverage   Product: not measured\n"), Run(80, "Product", "/dev/null"));
    }

    private string Report(string name, string source, params (int Number, int Hits)[] lines)
    {
        var rows = string.Concat(
            lines.Select(line => $"            <line number=\"{line.Number}\" hits=\"{line.Hits}\" branch=\"False\" />\n"));
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, $"""
            <coverage line-rate="0" version="1.9">
              <packages>
                <package name="Product" line-rate="0">
                  <classes>
                    <class name="Product.Market.Series/Inner" filename="{source}" line-rate="0">
                      <methods><method name="M" signature="()">
                        <lines>
            {rows}            </lines></method></methods>
                      <lines>
            {rows}          </lines>
                    </class>
                  </classes>
                </package>
              </packages>
            </coverage>
            """);
        return path;
    }

    private static (int Exit, string Output) Run(int floor, string wanted, params string[] reports)
    {
        var script = Path.Combine(Repository.Root, "tests", "coverage.awk");
        string[] arguments = ["-v", $"floor={floor}", "-v", $"wanted={wanted}", "-f", script, .. reports];
        using var process = Process.Start(new ProcessStartInfo("awk", arguments) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("awk did not start");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
