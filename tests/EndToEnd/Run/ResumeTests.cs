using System.Text.Json.Nodes;
using Huracan.Tests.EndToEnd.Harness;

namespace Huracan.Tests.EndToEnd.Run;

[Collection("finished run")]
public sealed class ResumeTests(FinishedRun finished) : IDisposable
{
    private const string FinalRecord = "BTCUSDT/1h/xgboost/h4/stages/final.json";

    private readonly Scratch scratch = new();

    [Fact]
    public async Task A_finished_run_is_repeated_without_training_and_unchanged()
    {
        var run = finished.CopyTo(scratch);
        var before = run.Bytes();

        (await ResumeAsync(run, "--skip-training")).Expect(0);

        Assert.Equal(before, run.Bytes());
    }

    [Fact]
    public async Task A_missing_model_with_training_off_is_skipped_and_the_remedy_is_named()
    {
        var run = finished.CopyTo(scratch);
        File.Delete(run.PathOf(FinalRecord));
        File.Delete(run.PathOf(FinalRecord.Replace("final", "best", StringComparison.Ordinal))); // which no command makes alone

        (await ResumeAsync(run, "--skip-training")).Expect(3);

        Assert.Equal("SKIPPED", (string?)run.Unit("BTCUSDT")["status"]);
        Assert.Contains("run 'final' first", (string?)run.Unit("BTCUSDT")["reason"], StringComparison.Ordinal);
        Assert.Equal((1, 1, 0), ((int?)run.Summary["done"], (int?)run.Summary["skipped"], (int?)run.Summary["failed"]));
    }

    [Fact]
    public async Task What_a_killed_process_left_half_written_is_swept_away()
    {
        var run = finished.CopyTo(scratch);
        var before = run.Bytes();
        await File.WriteAllTextAsync(run.PathOf("BTCUSDT/1h/xgboost/h4/.trades.csv.4711-1.tmp"), "half a li");

        (await ResumeAsync(run)).Expect(0);

        Assert.Equal(before, run.Bytes());
    }

    [Fact]
    public async Task A_line_of_the_log_that_a_kill_cut_short_corrupts_no_other()
    {
        var run = finished.CopyTo(scratch);
        const string half = """{"time":"2026-01-31T23:59:59.007Z","level":"IN""";
        await File.AppendAllTextAsync(run.PathOf("run.log"), half);

        (await ResumeAsync(run)).Expect(0);

        var lines = await File.ReadAllLinesAsync(run.PathOf("run.log"));
        Assert.Single(lines, half);
        Assert.Equal(
            2, lines.Where(line => line != half).Count(line => (int?)JsonNode.Parse(line)!["done"] == 2)); // both ends of the run
    }

    [Fact]
    public async Task An_output_edited_by_hand_is_noticed_and_named()
    {
        var run = finished.CopyTo(scratch);
        await File.AppendAllTextAsync(run.PathOf("SIM001USDT/1h/cnn-lstm/h4/trades.csv"), "one more\n");

        (await ResumeAsync(run)).Expect(1);

        Assert.Equal("FAILED", (string?)run.Unit("SIM001USDT")["status"]);
        Assert.Contains("cnn-lstm/h4/trades.csv was changed", (string?)run.Unit("SIM001USDT")["reason"], StringComparison.Ordinal);
        Assert.Equal("DONE", (string?)run.Unit("BTCUSDT")["status"]);
    }

    [Fact]
    public async Task A_stage_record_cut_short_is_noticed_and_named()
    {
        var run = finished.CopyTo(scratch);
        await File.WriteAllTextAsync(run.PathOf(FinalRecord), (await File.ReadAllTextAsync(run.PathOf(FinalRecord)))[..40]);

        (await ResumeAsync(run)).Expect(1);

        Assert.Equal("FAILED", (string?)run.Unit("BTCUSDT")["status"]);
        Assert.Contains(FinalRecord, (string?)run.Unit("BTCUSDT")["reason"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Candles_edited_by_hand_are_noticed_and_nothing_is_trained_on_them()
    {
        var run = finished.CopyTo(scratch);
        File.Copy(run.PathOf("data/BTCUSDT/1h.parquet"), run.PathOf("data/SIM001USDT/1h.parquet"), overwrite: true);

        var outcome = await ResumeAsync(run);

        outcome.Expect(1);
        Assert.Equal("FAILED", (string?)run.Unit("SIM001USDT")["status"]);
        Assert.Contains("data/SIM001USDT/1h.parquet was changed", (string?)run.Unit("SIM001USDT")["reason"], StringComparison.Ordinal);
        Assert.Equal("DONE", (string?)run.Unit("BTCUSDT")["status"]);
    }

    [Fact]
    public async Task Other_options_than_the_runs_own_are_refused()
    {
        var run = finished.Run;

        (await ResumeAsync(run, "--epochs", "3", "--seed", "9")).ExpectRefusal("--epochs", "--seed", "as it was configured");
        (await ResumeAsync(run, "--dry-run")).ExpectRefusal("--dry-run", "--resume");
    }

    [Fact]
    public async Task A_run_that_is_not_there_is_refused()
    {
        var outcome = await HuracanProcess.RunAsync("run", "--resume", "20200101T000000Z-00000000", "--out", scratch.Root);

        outcome.ExpectRefusal("There is no run '20200101T000000Z-00000000'");
        Assert.Empty(Directory.GetFileSystemEntries(scratch.Root));
    }

    public void Dispose() => scratch.Dispose();

    private static Task<Outcome> ResumeAsync(RunResult run, params string[] more) =>
        HuracanProcess.RunAsync(["run", "--resume", run.Id, "--out", run.Output, "--workers", "1", .. more]);
}
