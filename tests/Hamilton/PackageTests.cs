using System.Diagnostics;
using System.Text.Json;
using Huracan.Storage.Bundles;
using Xunit.Abstractions;

namespace Huracan.Tests.Hamilton;

public sealed class PackageTests(ITestOutputHelper output) : IDisposable
{
    private static readonly string[] Projects = ["Contracts", "Engine", "Storage", "Hamilton"];
    private static readonly string[] Servers =
        ["Microsoft.AspNetCore", "Microsoft.Orleans", "Microsoft.Extensions.Hosting", "Npgsql", "StackExchange.Redis", "Grpc", "Aspire"];

    private readonly TemporaryFolder folder = new();
    private readonly ChampionFolder champions = new();

    public void Dispose()
    {
        champions.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_program_with_the_package_alone_forecasts_and_pulls_in_no_server()
    {
        champions.Promote(ChampionFolder.Bundle(family: "lightgbm")); // whose native library comes as a package
        await PackAsync();

        var assets = await BuildAsync();
        var printed = await DotnetAsync(
            Directory.GetFiles(folder["program/bin"], "program.dll", SearchOption.AllDirectories).Single(), champions.Store.Root);

        using var model = champions.Model("v1");
        var own = model.ForecastZeros();
        Assert.Equal(FormattableString.Invariant($"v1 {own.Down:F6} {own.Flat:F6} {own.Up:F6}"), printed.Trim());
        var packages = assets.GetProperty("libraries").EnumerateObject().Select(library => library.Name).ToArray();
        Assert.All(Projects, project => Assert.Contains($"Huracan.{project}/{Version}", packages));
        Assert.Equal(Projects.Length, packages.Count(package => package.StartsWith("Huracan.", StringComparison.Ordinal)));
        Assert.All(packages, package => Assert.DoesNotContain(
            Servers, server => package.StartsWith(server, StringComparison.OrdinalIgnoreCase)));
        var framework = assets.GetProperty("project").GetProperty("frameworks").GetProperty("net10.0").GetProperty("frameworkReferences");
        Assert.Equal(["Microsoft.NETCore.App"], framework.EnumerateObject().Select(one => one.Name));
        Assert.DoesNotContain("frameworkReferences", assets.GetProperty("targets").GetRawText(), StringComparison.Ordinal);
        output.WriteLine($"{packages.Length} packages: {string.Join(", ", packages)}");
    }

    // Of its own: a folder of packages must not have another build of the same version.
    private static string Version { get; } = $"0.1.0-test.{Environment.ProcessId}";

    // What the build of this test left, in one process.
    private async Task PackAsync()
    {
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var projects = string.Join(';', Projects.Select(project => Path.Combine(Repository.Root, project, $"{project}.csproj")));
        var properties = $"PackageVersion={Version};PackageOutputPath={folder["packages"]}";
        await DotnetAsync("msbuild", "-nologo", "-v:q", "-nodeReuse:false", folder.Write("pack.proj", $"""
            <Project DefaultTargets="Pack">
              <Target Name="Pack">
                <MSBuild Projects="{projects}" Targets="Pack" Properties="Configuration={configuration};NoBuild=true;{properties}" />
              </Target>
            </Project>
            """));
    }

    // All other packages are where the build of this test has them: nothing is fetched, nothing is put there.
    private async Task<JsonElement> BuildAsync()
    {
        using var own = JsonDocument.Parse(await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, ".build", "obj", "Hamilton", "project.assets.json")));
        var cache = string.Join(';', own.RootElement.GetProperty("packageFolders").EnumerateObject().Select(one => one.Name));
        folder.Write("program/Program.cs", """
            using Huracan.Contracts.Hamilton;
            using Huracan.Hamilton;
            using Huracan.Storage.Bundles;

            using var hamilton = new FolderHamilton(new ChampionStore(args[0], BundleTrust.Anyone));
            var model = await hamilton.LoadModelAsync("SIM001USDT", "4h");
            var row = model.FeatureNames.ToDictionary(name => name, _ => 0.0);
            var forecast = await hamilton.PredictAsync(
                "SIM001USDT", "4h", new NamedFeatures([.. Enumerable.Repeat(row, model.Lookback)]));
            Console.WriteLine(FormattableString.Invariant(
                $"{forecast.Version} {forecast.Down:F6} {forecast.Flat:F6} {forecast.Up:F6}"));
            """);
        await DotnetAsync("build", "-nologo", "-v:q", "-nodeReuse:false", folder.Write("program/program.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <UseAppHost>false</UseAppHost>
                <UseSharedCompilation>false</UseSharedCompilation>
                <NuGetAudit>false</NuGetAudit>
                <RestoreSources>{folder["packages"]}</RestoreSources>
                <RestorePackagesPath>{folder["own"]}</RestorePackagesPath>
                <RestoreFallbackFolders>{cache}</RestoreFallbackFolders>
                <!-- Assemblies and native libraries are used where the packages lie: libtorch alone is half a gigabyte. -->
                <CopyLocalLockFileAssemblies>false</CopyLocalLockFileAssemblies>
                <GenerateRuntimeConfigDevFile>true</GenerateRuntimeConfigDevFile>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Huracan.Hamilton" Version="{Version}" />
              </ItemGroup>
            </Project>
            """));
        using var assets = JsonDocument.Parse(await File.ReadAllTextAsync(folder["program/obj/project.assets.json"]));
        return assets.RootElement.Clone();
    }

    private static async Task<string> DotnetAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!; // dotnet runs this test
        var (printed, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(8));
        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)}: {await printed}{await errors}");
        return await printed;
    }
}
