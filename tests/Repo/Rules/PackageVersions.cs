using System.Xml.Linq;
using Huracan.Tests.Repo.Tree;

namespace Huracan.Tests.Repo.Rules;

/// <summary>The version of a package stands once, in Directory.Packages.props.</summary>
internal static class PackageVersions
{
    public static IEnumerable<string> Violations(SourceFile file)
    {
        if (file.Extension is not (".csproj" or ".props" or ".targets") || file.Path == "Directory.Packages.props")
            yield break;
        foreach (var element in XDocument.Parse(file.Text).Descendants())
        {
            var package = element.Attribute("Include")?.Value ?? element.Attribute("Update")?.Value;
            var pinned = element.Attribute("Version") ?? element.Attribute("VersionOverride");
            var nested = element.Elements().Any(child => child.Name.LocalName is "Version" or "VersionOverride");
            if (element.Name.LocalName == "PackageVersion"
                || (element.Name.LocalName == "PackageReference" && (pinned is not null || nested)))
                yield return $"{file.Path}: the version of {package} belongs into Directory.Packages.props";
        }
    }
}
