using System.Net;
using Huracan.Tests.EndToEnd.Harness;
using Huracan.Tests.Servers;

namespace Huracan.Tests.EndToEnd.Terminal;

/// <summary>Ends that are no run's; those of runs are tested where the runs are.</summary>
public class ExitCodesTests
{
    private static readonly Dictionary<string, string> AnyKey = new() { ["HURACAN_API_KEY"] = "any" };

    [Fact]
    public async Task A_machine_that_cannot_train_ends_doctor_as_failed()
    {
        var outcome = await HuracanProcess.RunWithAsync(new() { ["HURACAN_TORCH"] = "/nowhere" }, "doctor");

        outcome.Expect(1);
        Assert.Matches("(?m)^libtorch binding +FAIL ", outcome.Output);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_a_failure()
    {
        var outcome = await HuracanProcess.RunWithAsync(AnyKey, "runs", "list", "--server", $"http://127.0.0.1:{Ports.Free()}");

        outcome.Expect(1);
        Assert.StartsWith("Failed: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("Start the cluster with './huracan up'", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, 2)]
    [InlineData(HttpStatusCode.InternalServerError, 1)]
    public async Task A_request_at_fault_is_refused_and_a_server_at_fault_has_failed(HttpStatusCode status, int code)
    {
        using var server = new HttpListener();
        var address = $"http://127.0.0.1:{Ports.Free()}/";
        server.Prefixes.Add(address);
        server.Start();
        var answers = AnswerAsync(server, status);

        var outcome = await HuracanProcess.RunWithAsync(AnyKey, "runs", "cancel", "20200101T000000Z-00000000", "--server", address);

        server.Stop();
        await answers;
        outcome.Expect(code);
        Assert.StartsWith(code == 2 ? "Refused: " : "Failed: ", outcome.Error, StringComparison.Ordinal);
    }

    private static async Task AnswerAsync(HttpListener server, HttpStatusCode status)
    {
        try
        {
            while (true)
            {
                var request = await server.GetContextAsync();
                request.Response.StatusCode = (int)status;
                request.Response.Close();
            }
        }
        catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
