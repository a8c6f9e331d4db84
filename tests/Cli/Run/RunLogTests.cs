using System.Text.Json.Nodes;
using Huracan.Cli.Run;
using Huracan.Contracts;
using Huracan.Contracts.Progress;
using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Worker;
using Microsoft.Extensions.Time.Testing;

namespace Huracan.Tests.Cli.Run;

public sealed class RunLogTests : IDisposable
{
    private static readonly WorkerJob Job = new(WorkerJobKind.Unit, "BTCUSDT", Timeframe.H1);
    private static readonly StageEvent Event = new("BTCUSDT/1h/mlp/h4", "final", StageProgress.Advanced, 0.25);

    private readonly string folder = Directory.CreateTempSubdirectory("huracan-log-").FullName;
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 31, 23, 59, 59, 7, TimeSpan.Zero));
    private readonly RunLog log;

    public RunLogTests() => log = new RunLog(folder, time);

    [Fact]
    public void An_event_is_a_line_of_its_unit_with_numbers_as_numbers()
    {
        log.Handle(Job, new WorkerReply { Event = Event with { Epoch = new EpochProgress("best", 3, 0.69312345, 0.7, 12000.4) } });

        const string expected = """
            {"time":"2026-01-31T23:59:59.007Z","level":"INFO",
             "message":"BTCUSDT/1h/mlp/h4 final best epoch 3: train 0.6931, validation 0.7000, 12,000 samples/s",
             "coin":"BTCUSDT","timeframe":"1h","family":"mlp","horizon":4,"stage":"final","progress":"ADVANCED","fraction":0.25,
             "epoch":{"training":"best","number":3,"train_loss":0.69312345,"validation_loss":0.7,"samples_per_second":12000.4}}
            """;
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), Assert.Single(Lines("BTCUSDT/1h/run.log"))); // the order of the keys too
        Assert.False(File.Exists(Path.Combine(folder, "run.log")));
    }

    [Fact]
    public void Trials_models_and_long_trainings_are_fields_too()
    {
        log.Handle(Job, new WorkerReply { Event = Event with { Trial = new TrialProgress(4, "COMPLETE", 0.125, 2, 0.25) } });
        log.Handle(Job, new WorkerReply { Event = Event with { Model = new BacktestedModel("x/final_model", "the final model") } });
        log.Handle(Job, new WorkerReply { Event = Event with { LongTraining = new LongTraining(300, 12) } });
        log.Handle(Job, new WorkerReply { Event = new StageEvent("BTCUSDT/1h", "score", StageProgress.Finished) });
        log.Handle(Job, new WorkerReply { Event = Event with { Progress = StageProgress.Failed, Failure = "no figures" } });

        var lines = Read("BTCUSDT/1h/run.log");
        Assert.Equal(
            """{"number":4,"state":"COMPLETE","value":0.125,"best_number":2,"best_value":0.25}""", lines[0]["trial"]!.ToJsonString());
        Assert.Equal("x/final_model", (string?)lines[1]["model"]!["path"]);
        Assert.Equal(("WARNING", 300, 12), ((string?)lines[2]["level"], (int?)lines[2]["long_training"]!["epochs"],
            (int?)lines[2]["long_training"]!["chosen"]));
        Assert.Equal(
            ["time", "level", "message", "coin", "timeframe", "stage", "progress"], lines[3].AsObject().Select(field => field.Key));
        Assert.Equal("BTCUSDT/1h score done", (string?)lines[3]["message"]);
        Assert.Equal(("WARNING", "FAILED"), ((string?)lines[4]["level"], (string?)lines[4]["progress"]));
    }

    [Theory]
    [InlineData(UnitStatus.Done, "INFO", "done: good")]
    [InlineData(UnitStatus.Skipped, "WARNING", "skipped: good")]
    [InlineData(UnitStatus.Failed, "ERROR", "failed: good")]
    public void The_end_of_a_unit_is_logged_in_both_logs(UnitStatus status, string level, string words)
    {
        var unit = new UnitResult("BTCUSDT", Timeframe.H1, status, "good", "") { Family = "mlp", Horizon = 4, Score = 61.5 };

        log.Handle(Job, new WorkerReply { Unit = unit, PeakMemoryBytes = 3 << 20 });

        var line = Assert.Single(Lines("run.log"));
        Assert.Equal(line, Assert.Single(Lines("BTCUSDT/1h/run.log")));
        var entry = JsonNode.Parse(line)!;
        Assert.Equal((level, $"BTCUSDT/1h {words} (peak memory 3 MiB)"), ((string?)entry["level"], (string?)entry["message"]));
        Assert.Equal((61.5, 3L << 20, 4), ((double?)entry["score"], (long?)entry["peak_memory_bytes"], (int?)entry["horizon"]));
    }

    [Fact]
    public void A_worker_that_died_or_refused_an_input_and_a_coin_without_a_unit_are_logged()
    {
        log.Handle(Job, new WorkerReply { Error = "The worker was ended by signal 9." });
        log.Handle(Job, new WorkerReply { Error = "it was changed", Refused = true, PeakMemoryBytes = 1 << 20 });
        log.Handle(new WorkerJob(WorkerJobKind.Ingest, "ETHUSDT", null), new WorkerReply { PeakMemoryBytes = 1 << 20 });

        var lines = Read("run.log");
        Assert.Equal(
            [
                "BTCUSDT/1h failed: The worker was ended by signal 9.",
                "BTCUSDT/1h skipped: it was changed (peak memory 1 MiB)",
                "ETHUSDT ingested (peak memory 1 MiB)",
            ],
            lines.Select(line => (string?)line["message"]));
        Assert.Equal(["FAILED", "SKIPPED", null], lines.Select(line => (string?)line["status"]));
        Assert.Null(lines[0]["peak_memory_bytes"]);
    }

    [Theory]
    [InlineData(2, 0, 0, "INFO")]
    [InlineData(1, 1, 0, "WARNING")]
    [InlineData(1, 1, 1, "ERROR")]
    public void The_end_of_a_run_is_counted(int done, int skipped, int failed, string level)
    {
        log.Write(RunLogEntry.OfRun(done, skipped, failed, "tune"));

        var entry = Assert.Single(Read("run.log"));
        Assert.Equal($"tune ended: {done} done, {skipped} skipped, {failed} failed", (string?)entry["message"]);
        Assert.Equal((done, skipped, failed), ((int?)entry["done"], (int?)entry["skipped"], (int?)entry["failed"]));
        Assert.Equal((level, "tune"), ((string?)entry["level"], (string?)entry["stage"]));
    }

    [Fact]
    public void Text_of_several_lines_stays_one_line_of_the_log()
    {
        log.Handle(Job, new WorkerReply { Error = "first\nsecond \"quoted\"" });

        Assert.Equal("BTCUSDT/1h failed: first\nsecond \"quoted\"", (string?)Assert.Single(Read("run.log"))["message"]);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string[] Lines(string name) => File.ReadAllLines(Path.Combine(folder, name));

    private JsonNode[] Read(string name) => [.. Lines(name).Select(line => JsonNode.Parse(line)!)]; // a line is an object
}
