namespace Huracan.Tests.Repo.Tree;

/// <summary>One file of the checkout: its path from the root, with forward slashes, and its text.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    private static readonly string[] CodeExtensions = [".cs", ".razor", ".cpp", ".h", ".css", ".js"];

    public string Extension => System.IO.Path.GetExtension(Path);

    /// <summary>The top-level folder that contains it; empty for a file at the root.</summary>
    public string Top => Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.IndexOf('/', StringComparison.Ordinal)] : "";

    public string Folder => Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.LastIndexOf('/')] : "";

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public bool IsCode => CodeExtensions.Contains(Extension);

    public bool IsTest => Top == "tests";

    public bool IsProduct => IsCode && Top is not ("tests" or "bench" or "");

    public IReadOnlyList<string> Lines => Text.TrimEnd('\n').Split('\n');
}
