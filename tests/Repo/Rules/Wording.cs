using System.Text.RegularExpressions;
using Huracan.Tests.Repo.Tree;

namespace Huracan.Tests.Repo.Rules;

/// <summary>
/// What the text of a file may not say. The patterns are put together from pieces, so that this file breaks none of them.
/// </summary>
internal static partial class Wording
{
    private const string Debts = "TO" + "DO|FIX" + "ME|HA" + "CK";
    private const string Hosts = "npm" + @"js\.org|nu" + @"get\.org|py" + @"pi\.|files\.python" + @"hosted|deb\.deb" + "ian";
    private const string Homes = "work|root|home|Users|mnt";

    /// <summary>A note of unfinished work carries the number of an issue: <c>(#12)</c> or <c>#12</c> right behind the word.</summary>
    public static IEnumerable<string> Unfinished(SourceFile file) =>
        file.IsCode || file.Extension is ".sh" or ".awk" or ".py" or ""
            ? Lines(file, DebtPattern(), "unfinished work without an issue number")
            : [];

    public static IEnumerable<string> Regions(SourceFile file) =>
        file.Extension == ".cs" ? Lines(file, RegionPattern(), "no regions: cut the file instead") : [];

    /// <summary>A test is skipped by an attribute of tests/Shared, which says what is missing on this machine, or not at all.</summary>
    public static IEnumerable<string> Skips(SourceFile file) =>
        file is { IsTest: true, Extension: ".cs" } && file.Folder != "tests/Shared"
            ? Lines(file, SkipPattern(), "a test may not be switched off in place")
            : [];

    /// <summary>No path that only one machine has, no registry that only one network has.</summary>
    public static IEnumerable<string> MachinePaths(SourceFile file) =>
        Lines(file, MachinePattern(), "a path of one machine").Concat(Lines(file, HostPattern(), "a registry's host"))
            .Concat(
                file.Name == "package-lock.json"
                    ? Lines(file, ResolvedPattern(), "a registry's address (npm's omit-lockfile-registry-resolved leaves it out)")
                    : []);

    private static IEnumerable<string> Lines(SourceFile file, Regex pattern, string rule)
    {
        var number = 0;
        foreach (var line in file.Lines)
        {
            number++;
            if (pattern.IsMatch(line))
                yield return $"{file.Path}:{number}: {rule}: {line.Trim()}";
        }
    }

    [GeneratedRegex(@"\b(" + Debts + @")\b(?!\s?\(?#\d+)")]
    private static partial Regex DebtPattern();

    [GeneratedRegex(@"^\s*#(end)?region\b")]
    private static partial Regex RegionPattern();

    [GeneratedRegex(@"\bSkip\s*=\s*[$@]*""")]
    private static partial Regex SkipPattern();

    [GeneratedRegex(@"(?<![\w.$~})*-])/(" + Homes + @")/\w")]
    private static partial Regex MachinePattern();

    [GeneratedRegex(Hosts)]
    private static partial Regex HostPattern();

    [GeneratedRegex(@"""resolved"":\s*""https?:")]
    private static partial Regex ResolvedPattern();
}
