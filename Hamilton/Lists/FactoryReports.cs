using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Storage.Files;
using Huracan.Storage.Runs;

namespace Huracan.Hamilton.Lists;

/// <summary>The reports that the factory has written, one for each of its runs.</summary>
/// <param name="folder">Where they are.</param>
/// <param name="age">How long before the newest one they count.</param>
internal sealed class FactoryReports(string folder, TimeSpan age)
{
    private readonly Lock gate = new();
    private Dictionary<string, FactoryReport> reports = [];
    private FactoryFindings? findings;

    /// <summary>What they say together; null where there are none.</summary>
    /// <exception cref="InputRefusedException">One is damaged.</exception>
    public FactoryFindings? Read()
    {
        // Names begin with the time of their run, and a report is never changed.
        var names = Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Where(RunNames.IsName)
                .OrderDescending(StringComparer.Ordinal).ToList()
            : [];
        if (names.Count == 0)
            return null;
        var oldest = RunNames.TimeOf(names[0]) - age;
        names = [.. names.TakeWhile(name => RunNames.TimeOf(name) >= oldest)];
        lock (gate)
        {
            if (findings is null || names.Count != reports.Count || !names.TrueForAll(reports.ContainsKey))
            {
                reports = names.ToDictionary(
                    name => name, name => reports.GetValueOrDefault(name) ?? JsonFile.Read<FactoryReport>(PathOf(name)));
                findings = FactoryFindings.Of([.. names.Select(name => reports[name])]);
            }
            return findings;
        }
    }

    private string PathOf(string name) => Path.Combine(folder, $"{name}.json");
}
