using System.CommandLine;
using System.Net;
using System.Text;
using Huracan.Cli.Experiment;
using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.Contracts.Client;
using Huracan.Engine.Experiments;
using Huracan.Storage.Configuration;

namespace Huracan.Tests.Cli.Experiment;

/// <summary>What an experiment says of a server that is away, older or has failed units; tests/Silo has one by a real cluster.</summary>
public sealed class ServerExperimentTests : IDisposable
{
    private const string RunId = "20200101T000000Z-00000000";
    private const string Yaml = "name: mine\nseeds: [3]\nrun:\n  models: [linear, xgboost]\n";

    private readonly TemporaryFolder scratch = new();
    private readonly List<string> requests = [];

    [Fact]
    public async Task A_server_that_cannot_end_before_the_backtest_has_its_run_cancelled_at_once()
    {
        var refused = await Assert.ThrowsAsync<InputRefusedException>(() => RunAsync(Yaml, _ => Run("RUNNING"))); // without last_stage

        Assert.Equal(["POST /runs?last_stage=best", $"POST /runs/{RunId}/cancel"], requests);
        Assert.Contains($"run {RunId}, which it has made, is cancelled", refused.Message, StringComparison.Ordinal);
        Assert.Contains("begin anew with --restart", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Folder.Runs());
    }

    [Fact]
    public async Task A_run_whose_answer_was_lost_is_asked_for_by_the_same_key_and_no_seed_by_that_of_another()
    {
        var keys = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            var away = await Assert.ThrowsAsync<ApiException>(() => RunAsync(Yaml, request =>
            {
                keys.Add(request.Headers.GetValues("Idempotency-Key").Single());
                return null;
            }));
            Assert.Null(away.Status);
        }

        Assert.Single(keys.Distinct());
        Assert.EndsWith("-3", keys[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_stands_for_another_run_is_met_with_what_to_do()
    {
        const string problem = """{"title": "The key is taken", "detail": "It made another run.", "status": 409}""";

        var refused = await Assert.ThrowsAsync<InputRefusedException>(
            () => RunAsync(Yaml, _ => problem, status: HttpStatusCode.Conflict));

        Assert.Contains("Begin anew with --restart", refused.Message, StringComparison.Ordinal);
        Assert.Contains("It made another run.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_that_goes_on_is_said_without_the_password()
    {
        using var stop = new CancellationTokenSource();

        var interrupted = await Assert.ThrowsAsync<InterruptedException>(() => RunAsync(
            Yaml,
            _ =>
            {
                stop.Cancel();
                return Run("RUNNING", """, "last_stage": "BEST" """);
            },
            "http://ann:secret@127.0.0.1:9/", HttpStatusCode.OK, stop.Token));

        Assert.Contains("experiment e.yaml --server http://127.0.0.1:9/;", interrupted.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", interrupted.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Going_on_tries_failed_units_again_and_keeps_the_run()
    {
        Begin(RunId);
        var isRetried = false;

        await Assert.ThrowsAsync<ApiException>(() => RunAsync(Yaml, request =>
        {
            if (isRetried)
                return null; // no more of it is looked at
            isRetried = request.Method == HttpMethod.Post;
            return request.RequestUri!.AbsolutePath.EndsWith("/units", StringComparison.Ordinal)
                ? $$"""{"items": [{{Unit("AUSDT", "FAILED")}}, {{Unit("BUSDT", "SKIPPED")}}], "next": null}"""
                : isRetried ? Unit("AUSDT", "QUEUED") : Run("FINISHED", """, "last_stage": "BEST" """);
        }));

        Assert.Equal(
            [$"GET /runs/{RunId}", $"GET /runs/{RunId}/units?limit=500", $"POST /runs/{RunId}/units/AUSDT/1h/retry"], requests[..3]);
        Assert.Equal(RunId, Folder.Runs()["3"]);
    }

    [Fact]
    public async Task A_run_that_goes_through_the_backtest_is_no_experiments()
    {
        Begin(RunId);

        var refused = await Assert.ThrowsAsync<InputRefusedException>(
            () => RunAsync(Yaml, _ => Run("FINISHED", """, "last_stage": "BACKTEST" """)));

        Assert.Contains($"has run {RunId} for seed 3, which goes through the backtest", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_of_this_machine_is_refused_before_the_server_is_asked()
    {
        var refused = await Assert.ThrowsAsync<InputRefusedException>(
            () => RunAsync(Yaml + "  source: ../candles\n  funding: rates\n", _ => null));

        Assert.Contains("'run.source' is '../candles', 'run.funding' is 'rates'", refused.Message, StringComparison.Ordinal);
        Assert.Empty(requests);
    }

    [Theory]
    [InlineData("With --server the cluster does the work; leave out --workers.", "http://127.0.0.1:9", "--workers", "2")]
    [InlineData("--server is 'here'; it must be an address", "here")]
    public async Task What_is_for_this_machine_alone_and_what_is_no_address_are_refused(string message, params string[] options)
    {
        await File.WriteAllTextAsync(scratch["mine.yaml"], Yaml);
        string[] arguments = [scratch["mine.yaml"], "--out", scratch.Root, "--server", .. options];

        var refused = await Assert.ThrowsAsync<InputRefusedException>(() => ExperimentCommand.Create().Parse(arguments).InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false }));

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Folder.Path));
    }

    public void Dispose() => scratch.Dispose();

    private ExperimentFolder Folder => new(scratch.Root, "mine");

    private void Begin(string runId)
    {
        var settings = YamlFile.Parse<ExperimentSettings>(Yaml, "e.yaml");
        Storage.Runs.RunFiles.CompleteModels(settings.Run);
        Folder.Begin(settings, restarts: false, "http://127.0.0.1:9/");
        Folder.Write(new SortedDictionary<string, string> { ["3"] = runId });
    }

    // Null: the server does not answer.
    private async Task RunAsync(
        string yaml, Func<HttpRequestMessage, string?> answer, string address = "http://127.0.0.1:9/",
        HttpStatusCode status = HttpStatusCode.OK, CancellationToken cancellationToken = default)
    {
        var server = new Uri(address);
        using var http = new HttpClient(new Answers(requests, answer, status)) { BaseAddress = server };
        var settings = YamlFile.Parse<ExperimentSettings>(yaml, "e.yaml");
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(TimeSpan.FromMinutes(1));
        await new ServerExperiment(settings, Folder, new HuracanClient(http, TimeProvider.System), server, "experiment e.yaml")
            .ExecuteAsync(restarts: false, allowSkipped: false, timeout.Token);
    }

    private static string Run(string state, string more = "") => $$"""
        {"run_id": "{{RunId}}", "created": "2020-01-01T00:00:00Z", "state": "{{state}}", "version": "v1", "source": "a test",
         "finished": null, "units": {"FAILED": 1}{{more}}}
        """;

    private static string Unit(string coin, string state) => $$"""
        {"run_id": "{{RunId}}", "coin": "{{coin}}", "timeframe": "1h", "state": "{{state}}", "desired_state": "RUN", "owner": null,
         "device": null, "progress": 0, "activity": null, "reason": "it broke", "faults": 1, "since": "2020-01-01T00:00:00Z",
         "result": null}
        """;

    private sealed class Answers(List<string> requests, Func<HttpRequestMessage, string?> answer, HttpStatusCode status)
        : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            lock (requests)
                requests.Add($"{request.Method} {request.RequestUri!.PathAndQuery}");
            return answer(request) is { } text
                ? Task.FromResult(new HttpResponseMessage(status)
                {
                    Content = new StringContent(text, Encoding.UTF8, "application/json"),
                })
                : throw new HttpRequestException("nobody is there");
        }
    }
}
