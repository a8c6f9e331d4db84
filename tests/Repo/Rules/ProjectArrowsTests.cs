using Huracan.Tests.Repo.Tree;

namespace Huracan.Tests.Repo.Rules;

public class ProjectArrowsTests
{
    [Theory]
    [InlineData("Contracts/Contracts.csproj", "../Engine/Engine.csproj")]
    [InlineData("Engine/Engine.csproj", "../Storage/Storage.csproj")]
    [InlineData("Storage/Storage.csproj", "../Cli/Cli.csproj")]
    [InlineData("Storage/Storage.csproj", @"..\Cluster\Cluster.csproj")]
    [InlineData("Storage/Storage.csproj", "../Publishing/Publishing.csproj")]
    [InlineData("Hamilton/Hamilton.csproj", "../Cluster/Cluster.csproj")]
    [InlineData("Storage/Storage.csproj", "../Hamilton/Hamilton.csproj")]
    [InlineData("Dashboard/Dashboard.csproj", "../Storage/Storage.csproj")]
    [InlineData("ServiceDefaults/ServiceDefaults.csproj", "../Contracts/Contracts.csproj")]
    [InlineData("AppHost/AppHost.csproj", "../Storage/Storage.csproj")]
    [InlineData("Silo/Silo.csproj", "../Api/Api.csproj")]
    [InlineData("Cli/Cli.csproj", "../tests/Engine/Engine.Tests.csproj")]
    [InlineData("bench/bench.csproj", "../tests/Engine/Engine.Tests.csproj")]
    [InlineData("Nowhere/Nowhere.csproj", "../Contracts/Contracts.csproj")]
    public void An_arrow_that_points_up_or_aside_is_found(string project, string target) =>
        Assert.Single(ProjectArrows.Violations(Project(project, target)));

    [Theory]
    [InlineData("Engine/Engine.csproj", "../Contracts/Contracts.csproj")]
    [InlineData("Storage/Storage.csproj", @"..\Engine\Engine.csproj")]
    [InlineData("Cli/Cli.csproj", "../Storage/Storage.csproj")]
    [InlineData("Dashboard/Dashboard.csproj", "../Contracts/Contracts.csproj")]
    [InlineData("Dashboard/Dashboard.csproj", "../ServiceDefaults/ServiceDefaults.csproj")]
    [InlineData("AppHost/AppHost.csproj", "../Silo/Silo.csproj")]
    [InlineData("bench/bench.csproj", "../Storage/Storage.csproj")]
    [InlineData("tests/Engine/Engine.Tests.csproj", "../../Engine/Engine.csproj")]
    public void An_arrow_that_points_down_is_let_through(string project, string target) =>
        Assert.Empty(ProjectArrows.Violations(Project(project, target)));

    private static SourceFile Project(string path, string target) =>
        new(path, $"""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><ProjectReference Include="{target}" /></ItemGroup></Project>""");
}
