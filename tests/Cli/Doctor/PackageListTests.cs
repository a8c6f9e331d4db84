using System.Reflection;
using Huracan.Cli.Doctor;

namespace Huracan.Tests.Cli.Doctor;

public class PackageListTests
{
    [Theory]
    [InlineData("Parquet.Net", typeof(Parquet.ParquetReader))]
    [InlineData("System.CommandLine", typeof(System.CommandLine.Command))]
    [InlineData("YamlDotNet", typeof(YamlDotNet.Serialization.Deserializer))]
    public void The_versions_are_those_of_the_assemblies_in_use(string package, Type type)
    {
        var attribute = type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>();

        // Every package has one.
        Assert.StartsWith(PackageList.Versions()[package], attribute!.InformationalVersion, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_package_with_an_assembly_has_a_version()
    {
        var versions = PackageList.Versions();

        Assert.Equal(
            PackageList.Read(File.ReadAllText(PackageList.DependencyFile)).Select(package => package.Name).Order(StringComparer.Ordinal),
            versions.Keys);
        Assert.All(versions.Values, version => Assert.Matches(@"^\d+(\.\d+)+[-.\w]*$", version));
    }

    [Fact]
    public void Only_packages_that_bring_assemblies_are_read()
    {
        const string dependencies = """
            {
              "targets": { ".NETCoreApp,Version=v10.0": {
                "huracan/0.1.0": { "runtime": { "huracan.dll": {} } },
                "Two.Files/1.2.3": { "runtime": { "lib/net10.0/One.dll": {}, "lib/net10.0/Two.dll": {} } },
                "Natives/1.0.0": { "runtimeTargets": { "runtimes/linux-x64/native/libnative.so": {} } },
                "Empty/1.0.0": { "runtime": {} }
              } },
              "libraries": {
                "huracan/0.1.0": { "type": "project" }, "Two.Files/1.2.3": { "type": "package" },
                "Natives/1.0.0": { "type": "package" }, "Empty/1.0.0": { "type": "package" }
              }
            }
            """;

        var package = Assert.Single(PackageList.Read(dependencies));

        Assert.Equal(("Two.Files", "1.2.3"), (package.Name, package.Version));
        Assert.Equal(["One.dll", "Two.dll"], package.Assemblies);
    }
}
