namespace Huracan.Tests.Repo.Tree;

/// <summary>The text files of this checkout, as they lie on disk, without what the build and the runs leave behind.</summary>
internal static class Checkout
{
    private static readonly HashSet<string> Left = [".git", ".build", ".vs", ".state", "node_modules", "TestResults"];
    private static readonly HashSet<string> LeftAtRoot = ["artifacts", "reports", "champions"];

    private static readonly HashSet<string> TextExtensions =
    [
        ".cs", ".razor", ".cpp", ".h", ".css", ".js", ".csproj", ".props", ".targets", ".sln", ".json", ".yaml", ".yml", ".md", ".sh",
        ".cmd",
        ".py", ".awk", ".runsettings", ".editorconfig", ".gitignore", ".config", ".txt", ".sql", ".html", "",
    ];

    private static readonly Lazy<IReadOnlyList<SourceFile>> Read = new(() =>
        [.. Walk(Repository.Root).OrderBy(file => file.Path, StringComparer.Ordinal)]);

    public static IReadOnlyList<SourceFile> Files => Read.Value;

    public static IEnumerable<SourceFile> Code => Files.Where(file => file.IsCode);

    private static IEnumerable<SourceFile> Walk(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder))
        {
            // A worktree's .git is a file, and it names a place on this machine.
            if (Path.GetFileName(path) == ".git" || !TextExtensions.Contains(Path.GetExtension(path)))
                continue;
            yield return new SourceFile(Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'), File.ReadAllText(path));
        }
        foreach (var child in Directory.EnumerateDirectories(folder))
        {
            var name = Path.GetFileName(child);
            var skipped = Left.Contains(name) || (folder == Repository.Root && LeftAtRoot.Contains(name))
                || new DirectoryInfo(child).LinkTarget is not null;
            if (skipped)
                continue;
            foreach (var file in Walk(child))
                yield return file;
        }
    }
}
