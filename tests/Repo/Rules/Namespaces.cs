using System.Text.RegularExpressions;
using Huracan.Tests.Repo.Tree;

namespace Huracan.Tests.Repo.Rules;

/// <summary>
/// Namespaces follow folders, and those of one project depend on each other without cycles. A namespace depends on another by a using
/// directive, and a child namespace on the ancestors whose types it names.
/// </summary>
internal static partial class Namespaces
{
    private const string Root = "Huracan";

    /// <summary>Files without a namespace are programs.</summary>
    public static IEnumerable<string> Folders(SourceFile file)
    {
        if (file.Extension != ".cs")
            yield break;
        var actual = Of(file);
        var expected = Expected(file);
        if (actual.Length > 0 && actual != expected)
            yield return $"{file.Path}: namespace {actual}, by its folder {expected}";
    }

    /// <summary>Each strongly connected group of namespaces of one project, with the files that make its edges.</summary>
    public static IEnumerable<string> Cycles(IEnumerable<SourceFile> files)
    {
        var edges = Edges([.. files.Where(file => file.IsProduct && file.Extension == ".cs")]);
        var reached = edges.Keys.ToDictionary(name => name, name => Reached(name, edges));
        var seen = new HashSet<string>();
        foreach (var name in edges.Keys.Order(StringComparer.Ordinal).Where(name => reached[name].Contains(name)))
        {
            if (!seen.Add(name))
                continue;
            var cycle = reached[name].Where(other => reached.TryGetValue(other, out var back) && back.Contains(name)).ToHashSet();
            seen.UnionWith(cycle);
            var parts = from edge in edges.Where(edge => cycle.Contains(edge.Key)).OrderBy(edge => edge.Key, StringComparer.Ordinal)
                        from target in edge.Value.Where(target => cycle.Contains(target.Key))
                        select $"  {edge.Key} -> {target.Key}: {string.Join(", ", target.Value.Order(StringComparer.Ordinal))}";
            yield return $"cycle of {cycle.Count} namespaces:\n{string.Join('\n', parts)}";
        }
    }

    private static Dictionary<string, Dictionary<string, List<string>>> Edges(IReadOnlyList<SourceFile> files)
    {
        var types = files.GroupBy(Of).ToDictionary(
            byName => byName.Key,
            byName => byName.SelectMany(file => TypePattern().Matches(file.Text)).Select(match => match.Groups[1].Value).ToHashSet());
        var edges = types.Keys.ToDictionary(name => name, _ => new Dictionary<string, List<string>>());
        foreach (var file in files)
        {
            var from = Of(file);
            var words = WordPattern().Matches(CommentOrText().Replace(file.Text, "\"\"")).Select(match => match.Value).ToHashSet();
            var named = UsingPattern().Matches(file.Text).Select(match => match.Groups[1].Value)
                .Concat(Ancestors(from).Where(ancestor => types.TryGetValue(ancestor, out var own) && own.Overlaps(words)));
            foreach (var target in named.Distinct().Where(target =>
                target != from && types.ContainsKey(target) && Project(target) == Project(from)))
            {
                if (!edges[from].TryGetValue(target, out var makers))
                    edges[from].Add(target, makers = []);
                makers.Add(file.Path);
            }
        }
        return edges;
    }

    private static HashSet<string> Reached(string start, Dictionary<string, Dictionary<string, List<string>>> edges)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>([start]);
        while (open.TryPop(out var name))
        {
            foreach (var target in edges[name].Keys.Where(reached.Add))
                open.Push(target);
        }
        return reached;
    }

    private static string Of(SourceFile file) => NamespacePattern().Match(file.Text).Groups[1].Value;

    private static string Expected(SourceFile file)
    {
        var parts = file.Folder.Split('/');
        // Every test project sees what tests/Shared has, so those helpers lie in the tests' root.
        if (parts is ["tests", "Shared", ..])
            parts = ["tests", .. parts[2..]];
        parts[0] = char.ToUpperInvariant(parts[0][0]) + parts[0][1..];
        return $"{Root}.{string.Join('.', parts)}";
    }

    private static string Project(string name) => string.Join('.', name.Split('.').Take(2));

    private static IEnumerable<string> Ancestors(string name)
    {
        var parts = name.Split('.');
        return Enumerable.Range(2, Math.Max(0, parts.Length - 2)).Select(length => string.Join('.', parts.Take(length)));
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespacePattern();

    [GeneratedRegex(@"^using (?:static )?(?:\w+ = )?([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex UsingPattern();

    [GeneratedRegex(
        @"^(?:(?:public|internal|static|sealed|abstract|readonly|ref|partial|unsafe) )*"
        + @"(?:(?:record struct|record class|class|struct|record|interface|enum)|delegate [^(]*?) ?(?<= )(\w+)",
        RegexOptions.Multiline)]
    private static partial Regex TypePattern();

    // Names behind a dot are members or qualified names, not an ancestor's types.
    [GeneratedRegex(@"(?<![\w.])[A-Za-z_]\w*")]
    private static partial Regex WordPattern();

    [GeneratedRegex(@"//[^\n]*|""(?:[^""\\\n]|\\.)*""")]
    private static partial Regex CommentOrText();
}
