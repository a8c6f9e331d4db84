using Huracan.Contracts;
using Huracan.Engine.Pipeline;
using Huracan.Engine.Tables;
using Huracan.Engine.Training;
using Huracan.Storage.Plots;

namespace Huracan.Storage.Runs;

/// <summary>What the engine's stages ask of a run folder: here a missing file is a refusal, not a null.</summary>
public sealed partial class RunFolder : IRunFolder
{
    void IRunFolder.Write(string path, ReadOnlySpan<byte> content) => Publish(path, content);

    byte[] IRunFolder.Read(string path) => TryRead(path) ?? throw Missing(path);

    T IRunFolder.ReadJson<T>(string path) => ReadJson<T>(path) ?? throw Missing(path);

    Table IRunFolder.ReadTable(string path) => ReadTable(path) ?? throw Missing(path);

    void IRunFolder.WriteTable(string path, Table table)
    {
        if (path.EndsWith(".csv", StringComparison.Ordinal))
            WriteCsv(path, table);
        else
            WriteTable(path, table);
    }

    bool IRunFolder.TryPlotEquity(string path, string title, ReadOnlySpan<long> times, ReadOnlySpan<double> equity)
    {
        if (GnuplotChart.RenderEquity(title, times, equity) is not { } picture)
            return false;
        Publish(path, picture);
        return true;
    }

    ICheckpoints IRunFolder.Checkpoints(string path) => new FileCheckpoints(PathOf(path));

    private InputRefusedException Missing(string path) => new($"{PathOf(path)} does not exist.");
}
