using System.Text.RegularExpressions;
using Huracan.Tests.Repo.Tree;

namespace Huracan.Tests.Repo.Rules;

/// <summary>Where things lie: folders are nouns of the trade, a public type has its file, a test lies where its subject does.</summary>
internal static partial class Layout
{
    private const int PublicTypesPerFile = 2; // a type and at most one small companion record
    private static readonly string[] CutByKind = ["Helpers", "Utils", "Utilities", "Common", "Managers", "Misc"];
    private static readonly string[] WithoutSubject = ["Repo", "EndToEnd", "Shared", "Golden"];

    public static IEnumerable<string> FolderNames(SourceFile file) =>
        from name in file.Folder.Split('/')
        where CutByKind.Contains(name, StringComparer.OrdinalIgnoreCase)
        select $"{file.Path}: a folder named {name} is cut by kind, not by noun";

    /// <summary>One public type per file, the file named after it.</summary>
    public static IEnumerable<string> PublicTypes(SourceFile file)
    {
        if (file.Top is not ("Engine" or "Contracts" or "Storage") || file.Extension != ".cs")
            yield break;
        var types = TypePattern().Matches(file.Text).Select(match => match.Groups["name"].Value).Distinct().ToList();
        if (types.Count > PublicTypesPerFile)
            yield return $"{file.Path}: {types.Count} public types ({string.Join(", ", types)}), at most {PublicTypesPerFile}";
        if (types.Count > 0 && !types.Contains(file.Name.Split('.')[0]))
            yield return $"{file.Path}: named after none of its public types ({string.Join(", ", types)})";
    }

    /// <summary>tests/Engine/Market/XTests.cs wants a folder Engine/Market in the product.</summary>
    public static IEnumerable<string> Mirror(SourceFile file, IReadOnlySet<string> folders)
    {
        var parts = file.Path.Split('/');
        if (parts[0] != "tests" || parts.Length < 3 || !file.Name.EndsWith("Tests.cs", StringComparison.Ordinal)
            || WithoutSubject.Contains(parts[1]))
            yield break;
        var subject = string.Join('/', parts[1..^1]);
        if (!folders.Contains(subject))
            yield return $"{file.Path}: there is no folder {subject} that it could mirror";
    }

    /// <summary>The folders that hold files, and those above them.</summary>
    public static IReadOnlySet<string> Folders(IEnumerable<SourceFile> files)
    {
        var folders = new HashSet<string>();
        foreach (var file in files)
        {
            for (var folder = file.Folder; folder.Length > 0 && folders.Add(folder);)
                folder = folder.Contains('/', StringComparison.Ordinal) ? folder[..folder.LastIndexOf('/')] : "";
        }
        return folders;
    }

    // Namespaces are file-scoped, so a type of the namespace starts in the first column and a nested one does not.
    [GeneratedRegex(
        @"^public (?:(?:sealed|static|abstract|partial|readonly|ref|unsafe) )*"
        + @"(?:(?:record struct|record class|class|struct|record|interface|enum) (?<name>\w+)|delegate [^(]* (?<name>\w+)(?:<[^(]*>)?\()",
        RegexOptions.Multiline)]
    private static partial Regex TypePattern();
}
