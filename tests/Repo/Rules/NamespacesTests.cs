using Huracan.Tests.Repo.Tree;

namespace Huracan.Tests.Repo.Rules;

public class NamespacesTests
{
    [Theory]
    [InlineData("Engine/Market/A.cs", "Huracan.Engine.Market", 0)]
    [InlineData("Engine/Market/A.cs", "Huracan.Engine", 1)]
    [InlineData("tests/Engine/Market/ATests.cs", "Huracan.Tests.Engine.Market", 0)]
    [InlineData("tests/Shared/Servers/A.cs", "Huracan.Tests.Servers", 0)]
    [InlineData("bench/Search/A.cs", "Huracan.Bench.Search", 0)]
    public void A_namespace_off_its_folder_is_found(string path, string name, int found) =>
        Assert.Equal(found, Namespaces.Folders(new(path, $"namespace {name};\n")).Count());

    [Fact]
    public void Using_directives_that_go_round_are_a_cycle()
    {
        var cycle = Assert.Single(Cycles(
            File("Engine/A/One.cs", "using Huracan.Engine.B;", "public class One;"),
            File("Engine/B/Two.cs", "using Huracan.Engine.C;", "public class Two;"),
            File("Engine/C/Three.cs", "using Huracan.Engine.A;", "public class Three;"),
            File("Engine/D/Four.cs", "using Huracan.Engine.A;", "public class Four;")));
        Assert.Contains("cycle of 3 namespaces", cycle, StringComparison.Ordinal);
        Assert.Contains("Huracan.Engine.B -> Huracan.Engine.C: Engine/B/Two.cs", cycle, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public class Two(One one);", 1)]
    [InlineData("public class Two; // not One", 0)]
    [InlineData("public class Two(Other.One one);", 0)]
    [InlineData("public class Two { string Name => \"One\"; }", 0)]
    public void A_child_that_names_its_ancestors_type_depends_on_it(string child, int found) => Assert.Equal(
        found, Cycles(File("Api/One.cs", "using Huracan.Api.Runs;", "public class One;"), File("Api/Runs/Two.cs", "", child)).Count());

    [Fact]
    public void Another_projects_namespace_makes_no_edge() => Assert.Empty(Cycles(
        File("Api/A/One.cs", "using Huracan.Silo.B;", "public class One;"),
        File("Silo/B/Two.cs", "using Huracan.Api.A;", "public class Two;")));

    private static IEnumerable<string> Cycles(params SourceFile[] files) => Namespaces.Cycles(files);

    private static SourceFile File(string path, string head, string body) =>
        new(path, $"{head}\n\nnamespace Huracan.{path[..path.LastIndexOf('/')].Replace('/', '.')};\n\n{body}\n");
}
