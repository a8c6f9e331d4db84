using System.Text.RegularExpressions;
using Huracan.Tests.Repo.Tree;

namespace Huracan.Tests.Repo.Rules;

/// <summary>A comment that cites a formula by its number, such as F2, needs a heading of that number in docs/formulas.md.</summary>
internal static partial class FormulaCitations
{
    public const string Document = "docs/formulas.md";

    private static readonly string[] Extensions = [".cs", ".yaml", ".razor"];

    public static IReadOnlySet<string> Headings(SourceFile document) =>
        HeadingPattern().Matches(document.Text).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

    public static IEnumerable<string> Violations(SourceFile file, IReadOnlySet<string> headings)
    {
        if (!Extensions.Contains(file.Extension))
            yield break;
        for (var i = 0; i < file.Lines.Count; i++)
        {
            var comment = CommentPattern().Match(file.Lines[i]).Value;
            foreach (var cited in CitationPattern().Matches(comment).Select(match => match.Value).Where(cited => !headings.Contains(cited)))
                yield return $"{file.Path}:{i + 1}: cites {cited}, which {Document} does not have";
        }
    }

    // From the start of a comment, which a colon before it (https://) or an odd quote does not make.
    [GeneratedRegex(@"(?<=^(?:[^""]|""[^""]*"")*)(?<!:)(?://|@\*|#).*")]
    private static partial Regex CommentPattern();

    [GeneratedRegex(@"(?<![\w-])F[1-9][0-9]?(?![\w.-])|(?<![\w-])F[1-9][0-9]?(?=\.(\s|<|$))")]
    private static partial Regex CitationPattern();

    [GeneratedRegex(@"^#+ (F[0-9]+)\b", RegexOptions.Multiline)]
    private static partial Regex HeadingPattern();
}
