using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Storage.Files;
using Huracan.Storage.Runs;

namespace Huracan.Hamilton.Lists;

/// <summary>The reports that the factory has written, one for each of its runs.</summary>
/// <param name="folder">Where they are.</param>
/// <param name="age">How long before the newest one they count.</param>
/// <param name="checkEvery">How long after one look a forecast's next one looks again.</param>
/// <param name="time">The clock.</param>
internal sealed class FactoryReports(string folder, TimeSpan age, TimeSpan checkEvery, TimeProvider time)
{
    private readonly Lock gate = new(), looking = new();
    private volatile bool hasLooked;
    private long lookedAt;
    private Dictionary<string, FactoryReport> reports = [];
    private volatile FactoryFindings? findings;

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

    /// <summary>What they said at the last look of a forecast, which looks again where that is due; the others go on meanwhile. A report
    /// that is damaged takes nothing away that was known: the lists refuse it.</summary>
    public FactoryFindings? Recent()
    {
        if (!hasLooked)
            looking.Enter();
        else if (time.GetElapsedTime(Volatile.Read(ref lookedAt)) < checkEvery || !looking.TryEnter())
            return findings;
        try
        {
            Read();
        }
        catch (InputRefusedException)
        {
            // As the summary says.
        }
        finally
        {
            Volatile.Write(ref lookedAt, time.GetTimestamp());
            hasLooked = true;
            looking.Exit();
        }
        return findings;
    }

    private string PathOf(string name) => Path.Combine(folder, $"{name}.json");
}
