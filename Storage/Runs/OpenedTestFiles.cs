using Huracan.Contracts;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Storage.Files;

namespace Huracan.Storage.Runs;

/// <summary>
/// Which runs tried models on a unit's test part: a file for each below <c>{folder}/{coin}/{timeframe}/</c>. They stay when a run is
/// deleted: what was seen cannot be unseen.
/// </summary>
/// <param name="folder">The folder, made where it is missing.</param>
public sealed class OpenedTestFiles(string folder)
{
    /// <summary>Name of the folder below the reports, which stay when runs are deleted.</summary>
    public const string FolderName = "opened_tests";

    /// <summary>Adds what a run tried; the same run again replaces it.</summary>
    public void Add(UnitId unit, OpenedTest test) =>
        AtomicFile.Write(Path.Combine(FolderOf(unit), $"{test.RunId}.json"), HuracanJson.Serialize(test));

    /// <summary>What runs before <paramref name="runId"/> tried, in their order.</summary>
    /// <exception cref="InputRefusedException">A file is damaged.</exception>
    public IReadOnlyList<OpenedTest> Before(UnitId unit, string runId)
    {
        if (!Directory.Exists(FolderOf(unit)))
            return [];
        return
        [
            .. Directory.GetFiles(FolderOf(unit), "*.json")
                .Where(path => string.CompareOrdinal(Path.GetFileNameWithoutExtension(path), runId) < 0)
                .Order(StringComparer.Ordinal)
                .Select(JsonFile.Read<OpenedTest>)
        ];
    }

    private string FolderOf(UnitId unit) => Path.Combine(folder, unit.Coin, unit.Timeframe.ToString());
}
