namespace Huracan.Tests.Repo.Rules;

public class EngineDependenciesTests
{
    [Theory]
    [InlineData("var text = File.ReadAllText(path);", 1)]
    [InlineData("System.IO.Directory.CreateDirectory(path);", 1)]
    [InlineData("Process.Start(\"sh\");", 1)]
    [InlineData("Console.WriteLine(x);", 1)]
    [InlineData("private readonly HttpClient http;", 1)]
    [InlineData("using var stream = new FileStream(path, FileMode.Open);", 1)]
    [InlineData("/// <summary>Read from a file. File. Console.</summary>", 0)]
    [InlineData("profile.Fill(x); // as File.Copy does", 0)]
    [InlineData("var modelFile = weights.Name;", 0)]
    public void A_step_over_the_border_is_found(string line, int found) =>
        Assert.Equal(found, EngineDependencies.Violations(new("Engine/Market/A.cs", $"namespace A;\n{line}\n")).Count());

    [Fact]
    public void Storage_may_open_files() => Assert.Empty(EngineDependencies.Violations(new("Storage/A.cs", "File.ReadAllText(path);")));
}
