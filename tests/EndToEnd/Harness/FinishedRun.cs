namespace Huracan.Tests.EndToEnd.Harness;

/// <summary>A run of <see cref="Settings.Tiny"/> with one worker, made once; tests that change it take a copy.</summary>
public sealed class FinishedRun : IAsyncLifetime, IDisposable
{
    private readonly Scratch scratch = new();

    internal RunResult Run { get; private set; } = new("", "");

    public async Task InitializeAsync()
    {
        var config = scratch.Write("tiny.yaml", Settings.Tiny);
        var outcome = await HuracanProcess.RunAsync("run", "--config", config, "--out", scratch.Path("out"), "--workers", "1");
        outcome.Expect(0);
        Run = RunResult.Only(scratch.Path("out"));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => scratch.Dispose();

    /// <summary>A copy to do with as one likes.</summary>
    internal RunResult CopyTo(Scratch target)
    {
        var copy = new RunResult(target.Path("copy"), Run.Id);
        foreach (var file in Directory.GetFiles(Run.Folder, "*", SearchOption.AllDirectories))
        {
            var path = copy.PathOf(Path.GetRelativePath(Run.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!); // a file in the folder has one
            File.Copy(file, path);
        }
        return copy;
    }
}
