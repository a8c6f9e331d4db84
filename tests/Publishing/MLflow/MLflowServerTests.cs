using Huracan.Contracts;
using Huracan.Publishing.MLflow;
using Huracan.Publishing.Tracking;
using Huracan.Storage.Tracking;
using Huracan.Tests.MLflow;

namespace Huracan.Tests.Publishing.MLflow;

public sealed class MLflowServerTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly HttpClient client = MLflowServer.NewClient();
    private LocalMLflow server = null!; // made before each test

    public async Task InitializeAsync() => server = await LocalMLflow.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    public void Dispose()
    {
        client.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_run_with_its_parts_is_there_with_values_files_and_parents()
    {
        var report = await RecordAsync(epochs: 1500);

        Assert.Equal((3, 1503, 1), (report.Runs, report.Metrics, report.Files));
        var (run, candidate, trial) = (
            server.Run(""), server.Run(TrackedExamples.Candidate), server.Run($"{TrackedExamples.Candidate}/trial_0"));
        Assert.Equal(run.Id, candidate.Tags["mlflow.parentRunId"]);
        Assert.Equal(candidate.Id, trial.Tags["mlflow.parentRunId"]);
        Assert.Equal(("FINISHED", "FAILED", "KILLED"), (run.Status, candidate.Status, trial.Status));
        Assert.Equal(TrackedExamples.Start.AddMinutes(2).ToUnixTimeMilliseconds(), candidate.End);
        Assert.Equal("BTCUSDT, 币安USDT", run.Parameters["coins"]);
        Assert.Equal(Enumerable.Range(1, 1500).Select(step => (long)step), Values(candidate, "train_loss").Select(value => value.Step));
        Assert.Equal(double.NaN, Assert.Single(Values(candidate, "validation_loss")).Value);
        Assert.Equal(double.PositiveInfinity, Assert.Single(Values(candidate, "test/a_b/__/sharpe")).Value);
        Assert.Equal("{}"u8, server.Files[$"1/{candidate.Id}/artifacts/final_model/meta.json"].AsSpan());
        Assert.Equal(3, server.Log.Count(call => call == "POST runs/log-batch")); // two for 1,503 values, one for the run's parameters
    }

    [Fact]
    public async Task What_is_there_is_not_sent_again()
    {
        await RecordAsync();
        server.Log.Clear();

        var again = await RecordAsync();

        Assert.Equal((0, 0, 0), (again.Runs, again.Metrics, again.Files));
        Assert.Equal(["GET experiments/get-by-name", "POST runs/search"], server.Log);
    }

    [Fact]
    public async Task What_a_broken_connection_left_out_is_sent_and_nothing_twice()
    {
        foreach (var route in new[] { "runs/create", "runs/log-batch", "upload", "runs/set-tag", "runs/update" })
        {
            server.Faults = asked => asked == route ? (503, "busy") : null;
            await Assert.ThrowsAsync<TrackerAwayException>(() => RecordAsync(epochs: 4));
        }
        server.Faults = _ => null;
        await RecordAsync(epochs: 4);

        Assert.Equal(3, server.Runs.Count);
        Assert.Equal([1, 2, 3, 4], Values(server.Run(TrackedExamples.Candidate), "train_loss").Select(value => value.Step));
        Assert.Equal("FAILED", server.Run(TrackedExamples.Candidate).Status);
    }

    [Fact]
    public async Task A_run_that_was_made_while_its_answer_was_lost_is_found_again_and_not_made_twice()
    {
        server.Losses = route => route == "runs/create";
        for (var made = 1; made <= 3; made++)
        {
            await Assert.ThrowsAsync<TrackerAwayException>(() => RecordAsync());
            Assert.Equal(made, server.Runs.Count);
        }
        await RecordAsync();
        Assert.Equal(3, server.Runs.Count);
    }

    [Theory]
    [InlineData("upload", 413, "<html>too large</html>")]
    [InlineData("upload", 403, "no")]
    [InlineData("runs/log-batch", 413, "<html>too large</html>")]
    public async Task What_is_too_large_or_no_wanted_file_is_refused_whoever_says_so(string route, int status, string body)
    {
        server.Faults = asked => asked == route ? (status, body) : null;
        var refusal = await Assert.ThrowsAnyAsync<InputRefusedException>(() => RecordAsync());
        Assert.Contains($"with {status}: {body}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_new_since_is_added()
    {
        await RecordAsync(epochs: 2);
        await File.WriteAllTextAsync(folder["files/final_model/meta.json"], "{\"more\": 1}");
        var more = await RecordAsync(epochs: 3);
        Assert.Equal((0, 1, 1), (more.Runs, more.Metrics, more.Files));

        // Trained anew, in fewer epochs: what was there stays.
        var runs = TrackedExamples.Runs(folder["files"]);
        runs[1] = runs[1] with { Metrics = [new TrackedMetric("train_loss", 7, 1, TrackedExamples.Start.AddDays(1))] };
        for (var times = 0; times < 2; times++)
            await Server().RecordAsync(runs, CancellationToken.None);
        Assert.Equal([1, 2, 3, 1], Values(server.Run(TrackedExamples.Candidate), "train_loss").Select(value => value.Step));
    }

    [Fact]
    public async Task A_parameter_that_changed_is_told_by_a_tag()
    {
        await RecordAsync();
        var runs = TrackedExamples.Runs(folder["files"]);
        runs[0] = runs[0] with { Parameters = new Dictionary<string, string> { ["seed"] = "43" } };

        var report = await Server().RecordAsync(runs, CancellationToken.None);

        Assert.Contains("'seed'", Assert.Single(report.Notes), StringComparison.Ordinal);
        Assert.Equal(("42", "43"), (server.Run("").Parameters["seed"], server.Run("").Tags["huracan.changed.seed"]));
        Assert.Empty((await Server().RecordAsync(runs, CancellationToken.None)).Notes);
    }

    [Fact]
    public async Task What_was_deleted_there_stays_so()
    {
        await RecordAsync();
        server.Run("").Stage = "deleted";
        var report = await RecordAsync();
        Assert.Contains("was deleted", Assert.Single(report.Notes), StringComparison.Ordinal);
        Assert.Equal(3, server.Runs.Count);
    }

    [Fact]
    public async Task Files_go_to_a_folder_of_this_machine_too_and_nowhere_else()
    {
        server.ArtifactRoot = $"{new Uri(folder["a store"]).AbsoluteUri}/";
        await RecordAsync();
        Assert.Equal(
            "{}",
            await File.ReadAllTextAsync(folder[$"a store/1/{server.Run(TrackedExamples.Candidate).Id}/artifacts/final_model/meta.json"]));

        server.Runs.Clear();
        server.ArtifactRoot = "s3://key:secret@bucket/";
        var report = await RecordAsync();
        Assert.Equal((3, 0), (report.Runs, report.Files));
        var note = Assert.Single(report.Notes);
        Assert.Contains("s3://bucket", note, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, "{\"error_code\": \"INTERNAL_ERROR\", \"message\": \"no\"}", "500 INTERNAL_ERROR: no")]
    [InlineData(429, "slowly", "429")]
    [InlineData(404, "<html>nginx</html>", "does not answer as MLflow does")]
    [InlineData(200, "<html>welcome</html>", "does not answer as MLflow does")]
    [InlineData(200, "[]", "does not answer as MLflow does")]
    [InlineData(403, "no", "MLFLOW_TRACKING_TOKEN")]
    public async Task A_server_that_cannot_now_is_away(int status, string body, string words)
    {
        server.Faults = _ => (status, body);
        var away = await Assert.ThrowsAsync<TrackerAwayException>(() => RecordAsync());
        Assert.Contains(words, away.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_away_soon()
    {
        var silent = new TaskCompletionSource();
        server.Faults = _ =>
        {
            silent.Task.Wait();
            return null;
        };
        try
        {
            var away = await Assert.ThrowsAsync<TrackerAwayException>(() => Server(timeout: 0.2).RecordAsync(
                TrackedExamples.Runs(folder["files"]), CancellationToken.None));
            Assert.Contains("did not answer", away.Message, StringComparison.Ordinal);
        }
        finally
        {
            silent.SetResult();
        }
    }

    [Fact]
    public async Task A_refusal_names_the_call_and_the_reason()
    {
        server.Faults = route => route == "runs/create" ? (400, "{\"error_code\": \"BAD_REQUEST\", \"message\": \"quota\"}") : null;
        var refusal = await Assert.ThrowsAnyAsync<InputRefusedException>(() => RecordAsync());
        Assert.Equal($"{server.Address} refuses runs/create with 400 BAD_REQUEST: quota", refusal.Message);
    }

    [Theory]
    [InlineData("MLFLOW_TRACKING_TOKEN=abc", "Bearer abc")]
    [InlineData("MLFLOW_TRACKING_USERNAME=me MLFLOW_TRACKING_PASSWORD=it MLFLOW_TRACKING_TOKEN=abc", "Basic bWU6aXQ=")]
    public async Task Credentials_come_from_the_environment(string variables, string header)
    {
        server.Authorization = header;
        var values = variables.Split(' ').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        var tracker = new MLflowServer(client, Options(), values.GetValueOrDefault, TimeProvider.System);
        await tracker.RecordAsync(TrackedExamples.Runs(folder["files"]), CancellationToken.None);
        Assert.Equal(3, server.Runs.Count);

        // A store elsewhere, or on the way to which everybody reads, gets no credentials; nor files, which it would refuse without.
        foreach (var root in new[] { "mlflow-artifacts://example.com/", "https://example.com/", "http://me:secret@example.com/" })
        {
            server.Runs.Clear();
            server.ArtifactRoot = root;
            var report = await tracker.RecordAsync(TrackedExamples.Runs(folder["files"]), CancellationToken.None);
            var note = Assert.Single(report.Notes);
            Assert.Contains("Files were not sent", note, StringComparison.Ordinal);
            Assert.Contains("://example.com, and its credentials", note, StringComparison.Ordinal);
        }

        var elsewhere = new TrackingOptions { Server = "http://example.com" };
        var refusal = Assert.Throws<InputRefusedException>(
            () => new MLflowServer(client, elsewhere, values.GetValueOrDefault, TimeProvider.System));
        Assert.Contains("is not https", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_of_the_address_come_first_and_are_shown_nowhere()
    {
        server.Authorization = "Basic bWU6aUB0"; // me:i@t
        var address = server.Address.AbsoluteUri.Replace("//", "//me:i%40t@", StringComparison.Ordinal);
        var tracker = new MLflowServer(client, Options() with { Server = address }, _ => "other", TimeProvider.System);
        Assert.Equal(server.Address.AbsoluteUri, tracker.Target);
        await tracker.RecordAsync(TrackedExamples.Runs(folder["files"]), CancellationToken.None);
        Assert.Equal(3, server.Runs.Count);

        var open = Options() with { Server = "http://me:secret@example.com" };
        var refusal = Assert.Throws<InputRefusedException>(() => new MLflowServer(client, open, _ => null, TimeProvider.System));
        Assert.StartsWith("http://example.com/ is not https", refusal.Message, StringComparison.Ordinal);
    }

    private TrackingOptions Options(double timeout = 30) => new() { Server = server.Address.AbsoluteUri, TimeoutSeconds = timeout };

    private MLflowServer Server(double timeout = 30) => new(client, Options(timeout), _ => null, TimeProvider.System);

    private Task<TrackerReport> RecordAsync(int epochs = 2) =>
        Server().RecordAsync(TrackedExamples.Runs(folder["files"], epochs), CancellationToken.None);

    private static IEnumerable<(string Key, double Value, long Time, long Step)> Values(StoredRun run, string key) =>
        run.Metrics.Where(metric => metric.Key == key);
}
