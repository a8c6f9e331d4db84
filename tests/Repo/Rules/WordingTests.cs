using Huracan.Tests.Repo.Tree;

namespace Huracan.Tests.Repo.Rules;

// The planted faults are put together at run time, so that the files of these tests break no rule themselves.
public class WordingTests
{
    [Theory]
    [InlineData("// TO{0}DO write this", 1)]
    [InlineData("// FIX{0}ME: wrong sign", 1)]
    [InlineData("// a HA{0}CK", 1)]
    [InlineData("// TO{0}DO(#12): write this", 0)]
    [InlineData("// TO{0}DO #12 write this", 0)]
    [InlineData("var todo = MASTO{0}DON;", 0)]
    public void Unfinished_work_without_a_number_is_found(string text, int found) =>
        Assert.Equal(found, Wording.Unfinished(Planted("Engine/A.cs", text)).Count());

    [Fact]
    public void Prose_may_speak_of_unfinished_work() =>
        Assert.Empty(Wording.Unfinished(Planted("docs/a.md", "no TO{0}DO without a number")));

    [Theory]
    [InlineData("    #{0}region Fields", 1)]
    [InlineData("#end{0}region", 1)]
    [InlineData("#if DEBUG", 0)]
    public void A_region_is_found(string text, int found) => Assert.Equal(found, Wording.Regions(Planted("Cli/A.cs", text)).Count());

    [Theory]
    [InlineData("tests/Engine/ATests.cs", "[Fact(Skip{0} = \"later\")]", 1)]
    [InlineData("tests/Engine/ATests.cs", "Skip{0} = $\"no {{server}}\";", 1)]
    [InlineData("tests/Shared/ServerFactAttribute.cs", "Skip{0} = \"no server\";", 0)]
    [InlineData("tests/Engine/ATests.cs", "var rest = series.Skip(3);", 0)]
    [InlineData("Engine/A.cs", "Skip{0} = \"x\";", 0)]
    public void A_test_switched_off_in_place_is_found(string path, string text, int found) =>
        Assert.Equal(found, Wording.Skips(Planted(path, text)).Count());

    [Theory]
    [InlineData("open(\"/wo{0}rk/data\")", 1)]
    [InlineData("cd /ro{0}ot/x", 1)]
    [InlineData("see /ho{0}me/me/notes", 1)]
    [InlineData("https://registry.npm{0}js.org/echarts", 1)]
    [InlineData("https://api.nu{0}get.org/v3", 1)]
    [InlineData("http://deb.deb{0}ian.org/debian", 1)]
    [InlineData("artifacts/wo{0}rk/data", 0)]
    [InlineData("$HOME/ro{0}ot/x", 0)]
    [InlineData("../ho{0}me/x", 0)]
    [InlineData("/usr/lib/postgresql", 0)]
    [InlineData("a nu{0}get package", 0)]
    public void A_place_on_one_machine_is_found(string text, int found) =>
        Assert.Equal(found, Wording.MachinePaths(Planted("docs/a.md", text)).Count());

    [Theory]
    [InlineData("package-lock.json", 1)]
    [InlineData("config/other.json", 0)]
    public void A_lock_file_names_no_registry(string path, int found) =>
        Assert.Equal(found, Wording.MachinePaths(Planted(path, "\"resolved\":{0} \"https://registry.example/a.tgz\",")).Count());

    private static SourceFile Planted(string path, string text) =>
        new(path, $"first\n{text.Replace("{0}", "", StringComparison.Ordinal)}\nlast\n");
}
