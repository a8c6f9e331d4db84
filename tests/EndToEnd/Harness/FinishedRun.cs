namespace Huracan.Tests.EndToEnd.Harness;

/// <summary>A run of <see cref="Settings.Tiny"/> with one worker, made once; tests that change it take a copy.</summary>
internal static class FinishedRun
{
    private static readonly Lazy<Task<RunResult>> Made = new(MakeAsync);

    public static Task<RunResult> GetAsync() => Made.Value;

    /// <summary>A copy to do with as one likes.</summary>
    public static async Task<RunResult> CopyToAsync(Scratch scratch)
    {
        var run = await GetAsync();
        var copy = new RunResult(scratch.Path("copy"), run.Id);
        foreach (var file in Directory.GetFiles(run.Folder, "*", SearchOption.AllDirectories))
        {
            var target = copy.PathOf(Path.GetRelativePath(run.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!); // a file in the folder has one
            File.Copy(file, target);
        }
        return copy;
    }

    private static async Task<RunResult> MakeAsync()
    {
        var scratch = new Scratch();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => scratch.Dispose();
        var config = scratch.Write("tiny.yaml", Settings.Tiny);
        var outcome = await HuracanProcess.RunAsync("run", "--config", config, "--out", scratch.Path("out"), "--workers", "1");
        outcome.Expect(0);
        return RunResult.Only(scratch.Path("out"));
    }
}
