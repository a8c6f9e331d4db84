namespace Huracan.Tests.Repo.Rules;

public class LineLengthsTests
{
    [Theory]
    [InlineData("Engine/A.cs", "", 140, 0)]
    [InlineData("Engine/A.cs", "", 141, 1)]
    [InlineData("config/train.yaml", "", 141, 1)]
    [InlineData("huracan", "#!/usr/bin/env bash\n", 141, 1)]
    [InlineData("LICENSE", "", 141, 0)]
    [InlineData("docs/search.md", "", 141, 0)]
    [InlineData("tests/Golden/features/make_reference.py", "", 141, 0)]
    public void A_long_line_is_found(string path, string before, int length, int found) =>
        Assert.Equal(found, LineLengths.Violations(new(path, $"{before}{new string('x', length)}\nshort\n")).Count());
}
