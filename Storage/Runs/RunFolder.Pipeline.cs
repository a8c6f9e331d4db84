using Huracan.Contracts;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Reports.Charts;
using Huracan.Engine.Search.Studies;
using Huracan.Engine.Tables;
using Huracan.Storage.Studies;

namespace Huracan.Storage.Runs;

/// <summary>What the engine's stages ask of a run folder: here a missing file is a refusal, not a null.</summary>
public sealed partial class RunFolder : IRunFolder
{
    void IRunFolder.Write(string name, ReadOnlySpan<byte> content) => Publish(name, content);

    byte[] IRunFolder.Read(string name) => TryRead(name) ?? throw Missing(name);

    T IRunFolder.ReadJson<T>(string name) => ReadJson<T>(name) ?? throw Missing(name);

    Table IRunFolder.ReadTable(string name) => ReadTable(name) ?? throw Missing(name);

    void IRunFolder.WriteTable(string name, Table table)
    {
        if (name.EndsWith(".csv", StringComparison.Ordinal))
            WriteCsv(name, table);
        else
            WriteTable(name, table);
    }

    bool IRunFolder.TryPlot(string name, Chart chart)
    {
        if (ChartImage.Render(chart) is not { } picture)
            return false;
        Publish(name, picture);
        return true;
    }

    ICheckpoints IRunFolder.Checkpoints(string name) => new FileCheckpoints(PathOf(name));

    IStudyStorage IRunFolder.OpenStudy(string name, string study, StudyDirection direction)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!); // a name inside the root has a folder
        return SqliteStudyStorage.Open(path, study, direction);
    }

    private InputRefusedException Missing(string name) => new($"{PathOf(name)} does not exist.");
}
