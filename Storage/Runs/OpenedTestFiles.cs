using Huracan.Contracts;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Storage.Files;

namespace Huracan.Storage.Runs;

/// <summary>
/// What runs tried on the test parts of units: a file for each run and specification below <c>{folder}/{coin}/{timeframe}/</c>. They stay
/// when a run is deleted: what was seen cannot be unseen.
/// </summary>
/// <param name="folder">The folder, made where it is missing.</param>
public sealed class OpenedTestFiles(string folder)
{
    /// <summary>Name of the folder below the reports, which stay when runs are deleted.</summary>
    public const string FolderName = "opened_tests";

    private const int SpecificationDigits = 16;

    /// <summary>Adds what a run tried; the same run and specification again replaces it, see <see cref="OpenedTest.After"/>.</summary>
    /// <exception cref="InputRefusedException">The file that is there is damaged.</exception>
    public void Add(OpenedTest test)
    {
        var unitFolder = Path.Combine(folder, test.Unit.Coin, test.Unit.Timeframe.ToString());
        var path = Path.Combine(unitFolder, $"{test.RunId}.{StageRunner.HashOf([test.Specification])[..SpecificationDigits]}.json");
        AtomicFile.Write(path, HuracanJson.Serialize(File.Exists(path) ? test.After(Read(unitFolder, path)) : test));
    }

    /// <summary>Adds what a run's results say of its test parts; those without evidence are left out.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="units">Results of its units.</param>
    /// <param name="at">When, UTC; where they are known already, the time of the first stays.</param>
    /// <exception cref="InputRefusedException">A file that is there is damaged.</exception>
    public void Add(string runId, IEnumerable<UnitResult> units, DateTimeOffset at)
    {
        foreach (var opened in units.Select(unit => OpenedTest.Of(runId, unit, at)).OfType<OpenedTest>())
            Add(opened);
    }

    /// <summary>All that was tried, by time. Files and folders with names that this class does not give are left out.</summary>
    /// <exception cref="InputRefusedException">A file is damaged.</exception>
    public IReadOnlyList<OpenedTest> All() => !Directory.Exists(folder)
        ? []
        :
        [
            .. Directory.GetDirectories(folder)
                .SelectMany(Directory.GetDirectories)
                .Where(unit => Timeframe.TryParse(Path.GetFileName(unit), out _))
                .SelectMany(unit => Directory.GetFiles(unit).Where(IsEntry).Select(path => Read(unit, path)))
                .OrderBy(test => test.At)
                .ThenBy(test => test.RunId, StringComparer.Ordinal)
                .ThenBy(test => test.Unit.ToString(), StringComparer.Ordinal)
                .ThenBy(test => test.Specification, StringComparer.Ordinal)
        ];

    // {run}.{specification}.json; entries of earlier versions are {run}.json.
    private static bool IsEntry(string path)
    {
        var parts = Path.GetFileName(path).Split('.');
        return parts is [_, "json"] or [_, { Length: SpecificationDigits }, "json"] && RunNames.IsName(parts[0]);
    }

    // The folders name the unit, and the run's name has a time: files of earlier versions have neither.
    private static OpenedTest Read(string unitFolder, string path)
    {
        var test = JsonFile.Read<OpenedTest>(path);
        return test with
        {
            Unit = UnitId.Parse($"{Path.GetFileName(Path.GetDirectoryName(unitFolder))}/{Path.GetFileName(unitFolder)}"),
            At = test.At == default ? RunNames.TimeOf(test.RunId) ?? default : test.At,
        };
    }
}
