namespace Huracan.Tests.Repo.Rules;

public class PackageVersionsTests
{
    [Theory]
    [InlineData("Engine/Engine.csproj", """<PackageReference Include="A" Version="1.0.0" />""", 1)]
    [InlineData("Engine/Engine.csproj", """<PackageReference Include="A" VersionOverride="1.0.0" />""", 1)]
    [InlineData("Engine/Engine.csproj", """<PackageReference Include="A"><Version>1.0.0</Version></PackageReference>""", 1)]
    [InlineData("tests/Directory.Build.props", """<PackageVersion Include="A" Version="1.0.0" />""", 1)]
    [InlineData("Engine/Engine.csproj", """<PackageReference Include="A" PrivateAssets="all" />""", 0)]
    [InlineData("Directory.Packages.props", """<PackageVersion Include="A" Version="1.0.0" />""", 0)]
    public void A_version_outside_the_one_place_is_found(string path, string item, int found) =>
        Assert.Equal(found, PackageVersions.Violations(new(path, $"<Project><ItemGroup>{item}</ItemGroup></Project>")).Count());
}
