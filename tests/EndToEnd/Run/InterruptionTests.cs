using Huracan.Tests.EndToEnd.Harness;

namespace Huracan.Tests.EndToEnd.Run;

public sealed class InterruptionTests(InterruptionTests.Uninterrupted uninterrupted)
    : IClassFixture<InterruptionTests.Uninterrupted>, IDisposable
{
    private readonly Scratch scratch = new();

    [Fact]
    public async Task A_run_killed_with_its_workers_in_mid_training_resumes_to_the_same_bytes()
    {
        using var program = Start();
        var run = await InTrainingAsync(program);
        program.SignalGroup(HuracanProcess.Kill);
        await program.EndAsync();
        Assert.False(File.Exists(run.PathOf("BTCUSDT/1h/cnn-lstm/h4/stages/final.json")));

        (await ResumeAsync(run)).Expect(0);

        run.ExpectSameAs(uninterrupted.Run);
    }

    [Fact]
    public async Task A_run_interrupted_from_the_keyboard_says_how_to_resume_and_resumes()
    {
        using var program = Start();
        var run = await InTrainingAsync(program);

        program.SignalGroup(HuracanProcess.Stop); // so that it does not end before the second has come
        var second = await ResumeAsync(run);
        program.SignalGroup(HuracanProcess.Interrupt);
        program.SignalGroup(HuracanProcess.Continue);
        var first = await program.EndAsync();

        second.ExpectRefusal(run.Folder, "another process");
        first.Expect(130);
        Assert.Contains($"huracan run --resume {run.Id}", first.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(run.PathOf("summary.json")));
        (await ResumeAsync(run)).Expect(0);
        run.ExpectSameAs(uninterrupted.Run);
    }

    [Fact]
    public async Task A_killed_worker_fails_its_unit_alone_and_resume_completes_it()
    {
        using var program = Start();
        var run = await InTrainingAsync(program);
        HuracanProcess.Signal(Assert.Single(program.Workers()), HuracanProcess.Kill);

        var outcome = await program.EndAsync();

        outcome.Expect(1);
        Assert.Equal("FAILED", (string?)run.Unit("BTCUSDT")["status"]);
        Assert.Contains("signal 9", (string?)run.Unit("BTCUSDT")["reason"], StringComparison.Ordinal);
        Assert.Equal("DONE", (string?)run.Unit("SIM001USDT")["status"]);
        Assert.Equal((1, 0, 1), ((int?)run.Summary["done"], (int?)run.Summary["skipped"], (int?)run.Summary["failed"]));
        Assert.Contains($"huracan run --resume {run.Id}", outcome.Output, StringComparison.Ordinal);
        (await ResumeAsync(run)).Expect(0);
        run.ExpectSameAs(uninterrupted.Run);
    }

    [Fact]
    public async Task A_test_part_that_was_read_is_known_where_the_run_is_killed_before_the_unit_has_ended()
    {
        using var program = Start(Settings.Long.Replace("[cnn-lstm]", "[xgboost, cnn-lstm]", StringComparison.Ordinal));
        var run = await InTrainingAsync(program);
        program.SignalGroup(HuracanProcess.Kill);
        await program.EndAsync();

        var opened = Assert.Single(await Openings.ListAsync(run.Output));

        Assert.Equal((run.Id, "BTCUSDT", 1), (opened.RunId, opened.Unit.Coin, opened.Candidates));
    }

    public void Dispose() => scratch.Dispose();

    private HuracanProcess Start(string settings = Settings.Long) =>
        HuracanProcess.Start("run", "--config", scratch.Write("long.yaml", settings), "--out", scratch.Path("out"), "--workers", "1");

    private static Task<Outcome> ResumeAsync(RunResult run) =>
        HuracanProcess.RunAsync("run", "--resume", run.Id, "--out", run.Output, "--workers", "1");

    // The first epoch of the first unit is done, and several more are to come.
    private async Task<RunResult> InTrainingAsync(HuracanProcess program)
    {
        var id = await program.UntilAsync(() => RunResult.TryFind(scratch.Path("out")) is { } found
            && File.Exists(Path.Combine(scratch.Path("out"), "artifacts", found, "BTCUSDT/1h/cnn-lstm/h4/unfinished/best.ckpt"))
                ? found
                : null);
        return new RunResult(scratch.Path("out"), id);
    }

    /// <summary>The same run, left alone.</summary>
    public sealed class Uninterrupted : IAsyncLifetime, IDisposable
    {
        private readonly Scratch scratch = new();

        internal RunResult Run { get; private set; } = new("", "");

        public async Task InitializeAsync()
        {
            var config = scratch.Write("long.yaml", Settings.Long);
            var outcome = await HuracanProcess.RunAsync("run", "--config", config, "--out", scratch.Path("out"), "--workers", "2");
            outcome.Expect(0);
            Run = RunResult.Only(scratch.Path("out"));
        }

        public Task DisposeAsync() => Task.CompletedTask;

        public void Dispose() => scratch.Dispose();
    }
}
