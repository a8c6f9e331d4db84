using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Ingest;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Storage.Runs;

namespace Huracan.Tests.Api.Harness;

/// <summary>A run in a temporary folder, its coins taken in and nothing trained yet. The folder goes with it.</summary>
internal sealed class IngestedRun : IDisposable
{
    private readonly string parent = Directory.CreateTempSubdirectory("huracan-trained-").FullName;

    public IngestedRun(RunOptions options, SimulatedMarket market)
    {
        RunFiles.Create(Folder, options);
        Context = RunFiles.Open(Folder);
        foreach (var coin in market.Coins)
            new IngestStage(Context, market).Run(coin, CancellationToken.None);
    }

    public string Folder => Path.Combine(parent, "run");

    public RunContext Context { get; }

    public string Features => File.ReadAllText(Path.Combine(Folder, "features.yaml"));

    /// <summary>Every file below a folder of the run, by its path in the run.</summary>
    public Dictionary<string, byte[]> Files(string below = "") =>
        Directory.EnumerateFiles(Path.Combine(Folder, below), "*", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetRelativePath(Folder, path), File.ReadAllBytes);

    public void Dispose() => Directory.Delete(parent, recursive: true);
}
