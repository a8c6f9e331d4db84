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
    private volatile string? refusal;

    /// <summary>What they say together; null where there are none.</summary>
    /// <exception cref="InputRefusedException">One is damaged.</exception>
    public FactoryFindings? Read()
    {
        lock (gate)
        {
            Look();
            if (refusal is { } refused)
                throw new InputRefusedException(refused);
            return reports.Count > 0 ? findings : null;
        }
    }

    /// <summary>What those that can be read said at the last look of a forecast, which looks again where that is due; the others go on
    /// meanwhile. A report that is damaged takes nothing away that was known, and keeps no other away: the lists refuse it.</summary>
    public FactoryFindings? Recent()
    {
        if (!hasLooked)
            looking.Enter();
        else if (time.GetElapsedTime(Volatile.Read(ref lookedAt)) < checkEvery || !looking.TryEnter())
            return findings;
        try
        {
            lock (gate)
                Look();
        }
        finally
        {
            Volatile.Write(ref lookedAt, time.GetTimestamp());
            hasLooked = true;
            looking.Exit();
        }
        return findings;
    }

    /// <summary>Looks again where that is due, and says which is refused first and why; null where all are whole.</summary>
    public string? Refusal()
    {
        Recent();
        return refusal;
    }

    private void Look()
    {
        string? refused = null;
        var read = new Dictionary<string, FactoryReport>(StringComparer.Ordinal);
        try
        {
            foreach (var name in Names())
            {
                try
                {
                    // A report is never changed.
                    read[name] = reports.GetValueOrDefault(name) ?? JsonFile.Read<FactoryReport>(Path.Combine(folder, $"{name}.json"));
                }
                catch (InputRefusedException damaged)
                {
                    refused ??= damaged.Message;
                }
            }
            if (read.Count > 0 && (read.Count != reports.Count || !read.Keys.All(reports.ContainsKey)))
                findings = FactoryFindings.Of([.. read.OrderByDescending(one => one.Key, StringComparer.Ordinal).Select(one => one.Value)]);
            reports = read;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            refused = $"{folder} cannot be read: {exception.Message}";
        }
        refusal = refused;
    }

    // Those that count, the newest first: names begin with the time of their run.
    private List<string> Names()
    {
        try
        {
            var names = Directory.GetFiles(folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file))
                .Where(RunNames.IsName).OrderDescending(StringComparer.Ordinal).ToList();
            return [.. names.TakeWhile(name => RunNames.TimeOf(name) >= RunNames.TimeOf(names[0]) - age)];
        }
        catch (DirectoryNotFoundException) when (!File.Exists(folder))
        {
            return [];
        }
    }
}
