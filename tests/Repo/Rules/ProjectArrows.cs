using System.Xml.Linq;
using Huracan.Tests.Repo.Tree;

namespace Huracan.Tests.Repo.Rules;

/// <summary>Which project may reference which: arrows only point down.</summary>
internal static class ProjectArrows
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Contracts"] = [],
        ["ServiceDefaults"] = [],
        ["Engine"] = ["Contracts"],
        ["Storage"] = ["Engine", "Contracts"],
        ["MarketData"] = ["Storage", "Engine", "Contracts"],
        ["Publishing"] = ["Storage", "Engine", "Contracts"],
        ["Hamilton"] = ["Storage", "Engine", "Contracts"],
        ["Cluster"] = ["Storage", "Engine", "Contracts"],
        ["Worker"] = ["Storage", "Engine", "Contracts"],
        ["Cli"] = ["Hamilton", "MarketData", "Publishing", "Storage", "Worker", "Engine", "Contracts"],
        ["Api"] = ["Cluster", "Hamilton", "MarketData", "Publishing", "Storage", "Engine", "Contracts", "ServiceDefaults"],
        ["Silo"] = ["Cluster", "Publishing", "Worker", "Storage", "Engine", "Contracts", "ServiceDefaults"],
        ["Dashboard"] = ["Contracts", "ServiceDefaults"],
        ["docs"] = ["Engine", "Contracts"], // the plug-in shown there
        ["AppHost"] = ["Api", "Silo", "Dashboard", "Contracts"],
    };

    /// <summary>The forbidden references of one project file.</summary>
    public static IEnumerable<string> Violations(SourceFile file)
    {
        if (file.Extension != ".csproj")
            yield break;
        var known = Allowed.TryGetValue(file.Top, out var allowed);
        var free = file.Top is "tests" or "bench";
        if (!known && !free)
        {
            yield return $"{file.Path}: '{file.Top}' stands in no arrow; add it to {nameof(ProjectArrows)} and to the design";
            yield break;
        }
        foreach (var target in References(file))
        {
            if (target == "tests" && !file.IsTest)
                yield return $"{file.Path}: a product references a test project";
            else if (known && !allowed!.Contains(target)) // found in the table two lines above
                yield return $"{file.Path}: {file.Top} may not reference {target}";
        }
    }

    /// <summary>The root folders that the project references of a project file lead to.</summary>
    public static IEnumerable<string> References(SourceFile file) =>
        from element in XDocument.Parse(file.Text).Descendants()
        where element.Name.LocalName == "ProjectReference"
        let include = element.Attribute("Include")?.Value.Replace('\\', '/')
        where include is not null
        let root = Path.GetFullPath("/")
        let target = Path.GetRelativePath(root, Path.GetFullPath(Path.Combine(root, file.Folder, include)))
        select target.Split('/', '\\')[0];
}
