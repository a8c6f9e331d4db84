namespace Huracan.Tests.Repo.Rules;

public class LayoutTests
{
    [Theory]
    [InlineData("Engine/Helpers/A.cs", 1)]
    [InlineData("Storage/Files/utils/A.cs", 1)]
    [InlineData("Common/A.cs", 1)]
    [InlineData("Engine/Market/Helpers.cs", 0)]
    public void A_folder_cut_by_kind_is_found(string path, int found) => Assert.Equal(found, Layout.FolderNames(new(path, "")).Count());

    [Theory]
    [InlineData("public sealed class Trial;", 0)]
    [InlineData("public readonly record struct Trial(int Number)\n{\n    public enum Kind { A }\n}", 0)]
    [InlineData("public static partial class Trial\n{\n}\npublic sealed record Companion(int A);", 0)]
    [InlineData("internal sealed class Other\n{\n}", 0)]
    [InlineData("public delegate double Trial(double x);", 0)]
    [InlineData("public class Trial<T>\n{\n}", 0)]
    [InlineData("public class Trial;\npublic class B;\npublic interface IC;", 1)]
    [InlineData("public class Other\n{\n}", 1)]
    public void A_crowded_or_misnamed_file_is_found(string text, int found) =>
        Assert.Equal(found, Layout.PublicTypes(new("Engine/Search/Trial.cs", $"namespace A;\n\n{text}\n")).Count());

    [Fact]
    public void A_part_of_a_type_is_named_after_the_type() =>
        Assert.Empty(Layout.PublicTypes(new("Engine/Search/Trial.Format.cs", "public partial class Trial\n{\n}\n")));

    [Theory]
    [InlineData("tests/Engine/Search/TrialTests.cs", 0)]
    [InlineData("tests/Engine/EngineTests.cs", 0)]
    [InlineData("tests/Repo/Anything/ATests.cs", 0)]
    [InlineData("tests/Engine/Search/TrialData.cs", 0)]
    [InlineData("tests/Engine/Trials/TrialTests.cs", 1)]
    [InlineData("tests/Nowhere/ATests.cs", 1)]
    public void A_test_away_from_its_subject_is_found(string path, int found)
    {
        var folders = Layout.Folders([new("Engine/Search/Samplers/Grid.cs", "")]);
        Assert.Equal(found, Layout.Mirror(new(path, ""), folders).Count());
    }
}
