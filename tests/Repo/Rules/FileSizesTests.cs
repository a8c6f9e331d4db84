using Huracan.Tests.Repo.Tree;

namespace Huracan.Tests.Repo.Rules;

public class FileSizesTests
{
    [Theory]
    [InlineData("Engine/Long.cs", 401, 1)]
    [InlineData("tests/Engine/LongTests.cs", 401, 1)]
    [InlineData("Dashboard/wwwroot/chart.js", 401, 1)]
    [InlineData("Engine/Fitting.cs", 400, 0)]
    [InlineData("docs/long.md", 4000, 0)]
    public void A_code_file_over_the_limit_is_found(string path, int lines, int found) =>
        Assert.Equal(found, FileSizes.Violations(WithLines(path, lines)).Count());

    [Fact]
    public void Quantiles_are_by_nearest_rank()
    {
        var files = Enumerable.Range(1, 10).Select(lines => WithLines("Engine/A.cs", lines)).ToList();
        Assert.Equal(5, FileSizes.Quantile(files, 0.5));
        Assert.Equal(9, FileSizes.Quantile(files, 0.9));
        Assert.Equal(10, FileSizes.Quantile(files, 1));
        Assert.Equal(0, FileSizes.Quantile([], 0.5));
    }

    private static SourceFile WithLines(string path, int lines) => new(path, string.Concat(Enumerable.Repeat("x;\n", lines)));
}
