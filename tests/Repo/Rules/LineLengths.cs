using Huracan.Tests.Repo.Tree;

namespace Huracan.Tests.Repo.Rules;

/// <summary>Lines of code, project files, settings and scripts have at most 140 columns; generated reference data is exempt.</summary>
internal static class LineLengths
{
    public const int Limit = 140;

    private static readonly string[] Extensions =
        [".cs", ".razor", ".csproj", ".props", ".targets", ".yaml", ".yml", ".sh", ".js", ".css", ".py", ".awk"];

    public static IEnumerable<string> Violations(SourceFile file)
    {
        var isScript = file.Extension.Length == 0 && file.Text.StartsWith("#!", StringComparison.Ordinal);
        if ((!Extensions.Contains(file.Extension) && !isScript) || file.Path.StartsWith("tests/Golden/", StringComparison.Ordinal))
            yield break;
        for (var i = 0; i < file.Lines.Count; i++)
        {
            if (file.Lines[i].Length > Limit)
                yield return $"{file.Path}:{i + 1}: {file.Lines[i].Length} columns, at most {Limit}";
        }
    }
}
