using System.Text.RegularExpressions;
using Huracan.Tests.Repo.Tree;

namespace Huracan.Tests.Repo.Rules;

/// <summary>Numbers in, numbers out: the Engine opens no file, starts no process, prints nothing and calls nobody.</summary>
internal static partial class EngineDependencies
{
    public static IEnumerable<string> Violations(SourceFile file)
    {
        if (file.Top != "Engine" || file.Extension != ".cs")
            yield break;
        var number = 0;
        foreach (var line in file.Lines)
        {
            number++;
            var match = OutsidePattern().Match(CommentPattern().Replace(line, ""));
            if (match.Success)
                yield return $"{file.Path}:{number}: the Engine knows no {match.Value.TrimEnd('.')}; ask an interface for it";
        }
    }

    [GeneratedRegex(@"\b(File|Directory|Process|Console)\.|\b(HttpClient|FileStream|FileInfo|DirectoryInfo|Npgsql\w*|Sqlite\w*)\b")]
    private static partial Regex OutsidePattern();

    [GeneratedRegex(@"//.*$")]
    private static partial Regex CommentPattern();
}
