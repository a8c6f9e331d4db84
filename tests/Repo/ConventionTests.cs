using Huracan.Tests.Repo.Rules;
using Huracan.Tests.Repo.Tree;

namespace Huracan.Tests.Repo;

/// <summary>The conventions, checked in this checkout.</summary>
public class ConventionTests
{
    [Fact]
    public void The_checkout_is_seen()
    {
        Assert.Contains(Checkout.Files, file => file.Path == "Aspire.sln");
        Assert.Contains(Checkout.Files, file => file.Path == "huracan");
        Assert.Contains(Checkout.Files, file => file.Path == "tests/Repo/ConventionTests.cs");
        Assert.DoesNotContain(Checkout.Files, file => file.Path.Contains(".build/", StringComparison.Ordinal));
        Assert.True(Checkout.Code.Count(file => file.IsProduct) > 10);
    }

    [Fact]
    public void Projects_reference_only_what_lies_below_them() => None(ProjectArrows.Violations);

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Checkout.Files.Single(file => file.Path == "Aspire.sln").Text.Replace('\\', '/');
        var missing = Checkout.Files.Where(file =>
            file.Extension == ".csproj" && !solution.Contains($"\"{file.Path}\"", StringComparison.Ordinal));
        Assert.Empty(missing.Select(file => file.Path));
    }

    [Fact]
    public void Package_versions_stand_in_one_place() => None(PackageVersions.Violations);

    [Fact]
    public void No_file_is_longer_than_400_lines() => None(FileSizes.Violations);

    [Fact]
    public void Half_of_the_product_files_have_60_lines_or_fewer_and_nine_in_ten_200()
    {
        var product = Checkout.Code.Where(file => file.IsProduct).ToList();
        Assert.InRange(FileSizes.Quantile(product, 0.5), 1, FileSizes.MedianLimit);
        Assert.InRange(FileSizes.Quantile(product, 0.9), 1, FileSizes.NinetiethLimit);
    }

    [Fact]
    public void No_line_is_longer_than_140_columns() => None(LineLengths.Violations);

    [Fact]
    public void Namespaces_follow_folders() => None(Namespaces.Folders);

    [Fact]
    public void Namespaces_of_a_project_have_no_cycles()
    {
        var found = Namespaces.Cycles(Checkout.Files).ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public void Every_formula_cited_has_its_heading()
    {
        var headings = FormulaCitations.Headings(Checkout.Files.Single(file => file.Path == FormulaCitations.Document));
        None(file => FormulaCitations.Violations(file, headings));
    }

    [Fact]
    public void Folders_are_cut_by_noun() => None(Layout.FolderNames);

    [Fact]
    public void A_public_type_has_a_file_of_its_name() => None(Layout.PublicTypes);

    [Fact]
    public void A_test_lies_in_the_folder_that_mirrors_its_subject()
    {
        var folders = Layout.Folders(Checkout.Files);
        None(file => Layout.Mirror(file, folders));
    }

    [Fact]
    public void The_engine_knows_no_file_process_console_or_web() => None(EngineDependencies.Violations);

    [Fact]
    public void Code_has_no_regions() => None(Wording.Regions);

    [Fact]
    public void Unfinished_work_names_its_issue() => None(Wording.Unfinished);

    [Fact]
    public void Tests_are_skipped_only_for_what_the_machine_lacks() => None(Wording.Skips);

    [Fact]
    public void No_file_names_a_place_on_one_machine_or_a_registry() => None(Wording.MachinePaths);

    private static void None(Func<SourceFile, IEnumerable<string>> rule)
    {
        var found = Checkout.Files.SelectMany(rule).ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
