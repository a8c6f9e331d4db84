using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Storage.Files;
using Huracan.Storage.Runs;

namespace Huracan.Hamilton.Lists;

/// <summary>The reports that the factory has written, one for each of its runs.</summary>
internal sealed class FactoryReports(string folder)
{
    private readonly Lock gate = new();
    private (string Path, FactoryReport Report)? newest;

    /// <summary>That of the latest run; null where there is none.</summary>
    /// <exception cref="InputRefusedException">It is damaged.</exception>
    public FactoryReport? Newest()
    {
        // Names begin with the time of their run, and a report is never changed.
        var path = Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*.json").Where(file => RunNames.IsName(Path.GetFileNameWithoutExtension(file)))
                .Max(StringComparer.Ordinal)
            : null;
        if (path is null)
            return null;
        lock (gate)
        {
            if (newest?.Path != path)
                newest = (path, JsonFile.Read<FactoryReport>(path));
            return newest.Value.Report;
        }
    }
}
