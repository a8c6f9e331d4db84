using Huracan.Tests.Repo.Tree;

namespace Huracan.Tests.Repo.Rules;

/// <summary>Files are short: none above 400 lines; of the product's, half within 60 and nine in ten within 200.</summary>
internal static class FileSizes
{
    public const int Limit = 400;
    public const int MedianLimit = 60;
    public const int NinetiethLimit = 200;

    public static IEnumerable<string> Violations(SourceFile file)
    {
        var lines = file.Lines.Count;
        if (file.IsCode && lines > Limit)
            yield return $"{file.Path}: {lines} lines, at most {Limit}";
    }

    /// <summary>The length, in lines, that <paramref name="share"/> of the files do not exceed (nearest rank).</summary>
    public static int Quantile(IEnumerable<SourceFile> files, double share)
    {
        var lengths = files.Select(file => file.Lines.Count).Order().ToList();
        return lengths.Count == 0 ? 0 : lengths[Math.Clamp((int)Math.Ceiling(share * lengths.Count) - 1, 0, lengths.Count - 1)];
    }
}
